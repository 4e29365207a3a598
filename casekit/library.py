"""What people say about a folder of cases: what it is, and how its cases were chosen."""

from __future__ import annotations

from casekit.case import Part

__all__ = ["LibraryNote"]


class LibraryNote(Part):
    """The file `library.yaml` in a folder of cases.

    `selection` is how the cases were chosen: it stands on every page that compares them, because cases that were
    chosen for getting stuck say nothing about how often people get stuck.
    """

    title: str | None = None
    title_en: str | None = None
    selection: str | None = None
    selection_en: str | None = None
    theme: str | None = None
    theme_en: str | None = None
    note: str | None = None

    def in_words(self, field: str, lang: str) -> str | None:
        """A field in a language; the Dutch where there is no English.

        >>> LibraryNote(title="Casussen").in_words("title", "en")
        'Casussen'
        """
        text: str | None = (getattr(self, f"{field}_en") if lang == "en" else None) or getattr(self, field)
        return text
