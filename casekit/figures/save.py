"""Writing a figure to a file: the same case gives the same bytes, and a file is whole or not there."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import matplotlib.style
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from casekit.write.atomic import save_bytes

__all__ = ["FORMATS", "save", "svg_text"]

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
NO_DATE: dict[str, dict[str, Any]] = {
    ".svg": {"Date": None, "Creator": "casekit"},
    ".png": {"Software": "casekit"},
    ".pdf": {"CreationDate": None, "ModDate": None, "Creator": "casekit", "Producer": None},
}


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
    return save_bytes(path, _drawn(figure, suffix, dpi))


def svg_text(figure: Axes | Figure) -> str:
    """A figure as an `<svg>` element, to stand in a page."""
    text = _drawn(figure, ".svg", 100).decode("utf-8")
    return text[text.index("<svg") :]


def _drawn(figure: Axes | Figure, suffix: str, dpi: float) -> bytes:
    drawn = figure.get_figure(root=True) if isinstance(figure, Axes) else figure
    assert drawn is not None
    out = BytesIO()
    with matplotlib.style.context(["default", STEADY]):
        drawn.savefig(out, format=suffix[1:], dpi=dpi, metadata=NO_DATE[suffix], facecolor="white")
    return out.getvalue()
