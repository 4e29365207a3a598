"""Where a case stalls: one file per kind, and what they share."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


class _Stalls(ModuleType):
    """The package as something that can be called: `casekit.stalls(case)` gives the table of stalls.

    Importing any module in here makes `casekit.stalls` the package; callers expect the function.
    """

    def __call__(self, *args: Any, **options: Any) -> Any:
        from casekit.stalls.run import stall_table

        return stall_table(*args, **options)


sys.modules[__name__].__class__ = _Stalls
