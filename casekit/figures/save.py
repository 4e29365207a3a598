"""Writing a figure to a file: the same case gives the same bytes, and a file is whole or not there."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import matplotlib.style
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from casekit.write.atomic import save_bytes

__all__ = ["FORMATS", "drawn", "save", "svg_text"]

FORMATS = (".svg", ".png", ".pdf")

# What matplotlib would otherwise take from the clock, from chance or from the user's own settings.
STEADY: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "casekit",
    "svg.id": None,
    "pdf.fonttype": 42,
    "pdf.compression": 6,
    "path.simplify": False,
    "savefig.bbox": None,
}
# What matplotlib would otherwise tell about who made it, with what and when; without these it tells nothing.
TOLD: dict[str, dict[str, Any]] = {
    ".svg": dict.fromkeys(("Date", "Creator", "Format", "Type")),
    ".png": {"Software": None},
    ".pdf": dict.fromkeys(("CreationDate", "ModDate", "Creator", "Producer")),
}
_NAMES_A_PAGE = re.compile(rb"<!DOCTYPE svg [^>]*>\s*")


def save(figure: Axes | Figure, path: str | Path, *, dpi: float = 150) -> Path:
    """Write a figure as .svg, .png or .pdf, by the suffix of `path`, and return the path.

    The same case gives the same bytes, and the file appears whole or not at all. `dpi` counts for .png
    only. Raises ValueError for another suffix and OSError where the folder cannot be written.

    >>> import casekit as ck, tempfile
    >>> from casekit.figures import save, timeline
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save(timeline(ck.example("twaalf-regels")), f"{folder}/case.svg").name
    'case.svg'
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise ValueError(f"cannot write a figure as {path.name!r}: use one of {', '.join(FORMATS)}")
    return save_bytes(path, drawn(figure, suffix, dpi))


def svg_text(figure: Axes | Figure) -> str:
    """A figure as an `<svg>` element, to stand in a page."""
    text = drawn(figure, ".svg", 100).decode("utf-8")
    return text[text.index("<svg") :]


def drawn(figure: Axes | Figure, suffix: str, dpi: float) -> bytes:
    """The content of such a file: the picture, and nothing about who made it, with what, or when.

    An SVG names no address of its definition: no program needs it, and some go and fetch it.
    """
    whole = figure.get_figure(root=True) if isinstance(figure, Axes) else figure
    assert whole is not None
    out = BytesIO()
    with matplotlib.style.context(["default", STEADY]):
        whole.savefig(out, format=suffix[1:], dpi=dpi, metadata=TOLD[suffix], facecolor="white")
    content = out.getvalue()
    return _NAMES_A_PAGE.sub(b"", content, count=1) if suffix == ".svg" else content
