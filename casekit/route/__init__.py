"""The route as designed against the route as lived: alignment, terms, and the routes that there are."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


class _Route(ModuleType):
    """The package as something that can be called: `casekit.route(case, "bijstand")` gives the comparison.

    Importing any module in here makes `casekit.route` the package; callers expect the function.
    """

    def __call__(self, *args: Any, **options: Any) -> Any:
        from casekit.route.run import route_of

        return route_of(*args, **options)


sys.modules[__name__].__class__ = _Route
