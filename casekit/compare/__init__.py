"""Many cases side by side: how often, what goes together, how long; and how much of that chance would deliver."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


class _Compare(ModuleType):
    """The package as something that can be called: `casekit.compare(folder)` gives the comparison.

    Importing any module in here makes `casekit.compare` the package; callers expect the function.
    """

    def __call__(self, *args: Any, **options: Any) -> Any:
        from casekit.compare.run import compare

        return compare(*args, **options)


sys.modules[__name__].__class__ = _Compare
