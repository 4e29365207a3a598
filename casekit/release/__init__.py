"""What may leave: consent, the level that was asked for, who could be recognised, and who is in the room."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


class _Release(ModuleType):
    """The package as something that can be called: `casekit.release(folder, output, asked)` makes a release.

    Importing any module in here makes `casekit.release` the package; callers expect the function.
    """

    def __call__(self, *args: Any, **options: Any) -> Any:
        from casekit.release.run import release

        return release(*args, **options)


sys.modules[__name__].__class__ = _Release
