"""Which names can be the name of a folder, on every computer that a case may travel to."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

__all__ = ["found_as", "is_device_name", "is_folder_name"]

_FOLDER_NAME = re.compile(r"\w(?:[\w. -]{0,98}\w)?")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com[\d¹²³]|lpt[\d¹²³])(?: *\..*)?", re.IGNORECASE)
"""Names that Windows keeps for itself, whatever follows the dot."""


def is_device_name(name: str) -> bool:
    """Whether Windows keeps this name for a device.

    >>> is_device_name("aux.yaml"), is_device_name("auxilium")
    (True, False)
    """
    return _DEVICE.fullmatch(name.rstrip(" .")) is not None


def is_folder_name(name: str) -> bool:
    """Whether a case with this id can have a folder of that name: letters, digits, `-`, `_`, `.` and spaces inside.

    >>> is_folder_name("casus-01"), is_folder_name("../casus"), is_folder_name("nul"), is_folder_name("casus.")
    (True, False, False, False)
    """
    plain = unicodedata.normalize("NFKC", name) == unicodedata.normalize("NFC", name)  # no letters that only look it
    return plain and _FOLDER_NAME.fullmatch(name) is not None and not is_device_name(name)


def found_as(path: Path) -> Path | None:
    """What is there under this name, or under one that is the same where capitals and accents are not told apart.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> (folder / "Casus01").mkdir()
    >>> found_as(folder / "casus01").name, found_as(folder / "casus02")
    ('Casus01', None)
    """

    def plain(name: str) -> str:
        return unicodedata.normalize("NFC", name).casefold()

    try:
        return next((other for other in path.parent.iterdir() if plain(other.name) == plain(path.name)), None)
    except (FileNotFoundError, NotADirectoryError):
        return None
