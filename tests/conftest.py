"""What all tests share: how thorough hypothesis is, and how a test says that it needs a program."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings

# No deadline: a slow computer is not a bug. Derandomized every day, so that a failure can be seen again;
# `HYPOTHESIS_PROFILE=longer` is what `.ci/run` gives the kinds of stall; `thorough` looks further, with other cases
# each time.
_CALM = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("everyday", max_examples=15, derandomize=True, database=None, **_CALM)
settings.register_profile("longer", max_examples=50, derandomize=True, database=None, **_CALM)
settings.register_profile("thorough", max_examples=1000, **_CALM)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "everyday"))


@pytest.fixture
def program() -> Callable[[str], str]:
    """Finds a program that a test needs, or skips the test and says what to install.

    >>> def test_pages(program):
    ...     pdfinfo = program("pdfinfo")
    """

    def find(name: str) -> str:
        path = shutil.which(name)
        if path is None:
            pytest.skip(f"{name} is not installed on this computer")
        return path

    return find
