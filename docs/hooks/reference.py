"""The reference pages that come from the definitions: fields, words and norms, in two languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section

from casekit import case as case_module
from casekit.case import Norm
from casekit.schema import field_texts
from casekit.vocabulary import closed_lists, entries, label

PAGES = {
    "nl": {
        "fields": "nl/referentie/velden.md",
        "words": "nl/referentie/woorden.md",
        "norms": "nl/referentie/normen.md",
    },
    "en": {
        "fields": "en/reference/fields.md",
        "words": "en/reference/words.md",
        "norms": "en/reference/norms.md",
    },
}

NO_BREAK = "\N{NON-BREAKING HYPHEN}"

WORDS: dict[str, dict[str, Any]] = {
    "nl": {
        "fields": (
            "Velden van een casus",
            "Alle velden van `case.yaml`, per onderdeel. Velden met een ster (\\*) zijn verplicht; de rest "
            "mag u weglaten. Wat ontbreekt, bepaalt alleen welke haperingen niet te beoordelen zijn.",
        ),
        "field_head": ("veld", "wat het betekent", "voorbeeld"),
        "words": (
            "Vaste woorden",
            "Voor deze velden kiest u uit een lijst. In het bestand mag u de code typen, het Nederlandse of "
            "het Engelse woord, of een van de andere woorden. Hoofdletters maken niet uit.",
        ),
        "word_head": ("code", "Nederlands", "Engels", "mag ook"),
        "norms": (
            "Termijnen",
            "De termijnen die de kit kent. Een termijn geldt naar de datum: een casus uit 2021 naar de "
            "regels van 2021. Een termijn die uit staat, doet alleen mee als u hem aanzet.",
        ),
        "norm_head": ("termijn", "duur", "waar het staat", "let op"),
        "off": "Staat uit.",
        "certainty": {"high": "Zeker.", "medium": "Redelijk zeker.", "low": "Onzeker."},
        "from": "geldt vanaf",
        "until": "geldt tot en met",
        "checked": "nagelezen op",
    },
    "en": {
        "fields": (
            "Fields of a case",
            "All fields of `case.yaml`, part by part. Fields with a star (\\*) are required; you may leave "
            "out the rest. What is missing only decides which stalls cannot be assessed.",
        ),
        "field_head": ("field", "what it means", "example"),
        "words": (
            "Fixed words",
            "For these fields you choose from a list. In the file you may type the code, the Dutch or the "
            "English word, or one of the other words. Capitals make no difference.",
        ),
        "word_head": ("code", "Dutch", "English", "also"),
        "norms": (
            "Norms",
            "The terms that the kit knows. A term holds by date: a case of 2021 by the rules of 2021. A term "
            "that is off is used only when you turn it on.",
        ),
        "norm_head": ("term", "length", "where it is written", "note"),
        "off": "Off.",
        "certainty": {"high": "Certain.", "medium": "Fairly certain.", "low": "Uncertain."},
        "from": "in force from",
        "until": "in force until",
        "checked": "checked on",
    },
}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages, and a front page where nobody has written one."""
    written = {file.src_uri for file in files}
    for lang, pages in PAGES.items():
        makers = {"fields": fields_page, "words": words_page, "norms": norms_page}
        for name, uri in pages.items():
            files.append(File.generated(config, uri, content=makers[name](lang)))
    if "index.md" not in written:
        files.append(File.generated(config, "index.md", content=front_page(written)))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Call the two folders by the name of their language, Dutch first."""
    for item in nav.items:
        if isinstance(item, Section):
            item.title = {"Nl": "Nederlands", "En": "English"}.get(item.title, item.title)
    nav.items.sort(key=lambda item: item.title == "English")
    return nav


def front_page(written: set[str]) -> str:
    """The choice of a language."""
    start = {lang: f"{lang}/index.md" if f"{lang}/index.md" in written else PAGES[lang]["fields"] for lang in PAGES}
    return f"# casekit\n\n[Nederlands]({start['nl']}){{ .md-button }} [English]({start['en']}){{ .md-button }}\n"


def _cell(text: object) -> str:
    return str(text).strip().replace("|", "\\|").replace("\n", "<br>")


def _code(text: str) -> str:
    return f"`{_cell(text)}`"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """A Markdown table, with an empty line after it."""
    head = tuple(head)
    yield "| " + " | ".join(head) + " |"
    yield "| " + " | ".join("---" for _ in head) + " |"
    for row in rows:
        yield "| " + " | ".join(row) + " |"
    yield ""


def _page(name: str, lang: str, body: Iterable[str]) -> str:
    title, lead = WORDS[lang][name]
    # A page with one table has no use for a table of contents, and the table has use for the room.
    hide = ["---", "hide: [toc]", "---", ""] if name == "norms" else []
    return "\n".join([*hide, f"# {title}", "", lead, "", *body])


def fields_page(lang: str) -> str:
    """All fields, part by part, the case itself first."""
    return _page("fields", lang, _fields(lang))


def _fields(lang: str) -> Iterator[str]:
    for part, texts in field_texts().items():
        model = getattr(case_module, part)
        required = {info.alias or name for name, info in model.model_fields.items() if info.is_required()}
        rows = [
            (_code(field) + (" \\*" if field in required else ""), _cell(text[lang]), _code(text["example"]))
            for field, text in texts.items()
            if isinstance(text, dict)
        ]
        yield from (f"## {part}", "", texts[lang], "")
        yield from _table(WORDS[lang]["field_head"], rows)


def words_page(lang: str) -> str:
    """All closed lists with the words that are accepted."""
    return _page("words", lang, _words(lang))


def _words(lang: str) -> Iterator[str]:
    for name in closed_lists():
        rows = [
            (_code(code), _cell(entry["nl"]), _cell(entry["en"]), _cell(", ".join(entry.get("also", ()))))
            for code, entry in entries(name).items()
        ]
        yield from (f"## {name}", "")
        yield from _table(WORDS[lang]["word_head"], rows)


def norms_page(lang: str) -> str:
    """All norms of the library, those that are off included."""
    return _page("norms", lang, _norms(lang))


def _norms(lang: str) -> Iterator[str]:
    from casekit.norms import library  # only here: the other pages do not need the library

    yield from _table(WORDS[lang]["norm_head"], (_norm_row(norm, lang) for norm in library()))


def _norm_row(norm: Norm, lang: str) -> tuple[str, str, str, str]:
    words = WORDS[lang]
    name = (norm.label_en if lang == "en" else norm.label) or norm.id
    length = f"{norm.days} {label('norm_unit', norm.unit, lang)}" if norm.days else "–"
    article = _cell(norm.article or label("basis", norm.basis, lang))
    dates = {"from": norm.valid_from, "until": norm.valid_until, "checked": norm.checked_on}
    where = [f"[{article}]({norm.source_url})" if norm.source_url else article]
    where += [f"{words[key]} {date.replace('-', NO_BREAK)}" for key, date in dates.items() if date]
    note = [words["certainty"][norm.confidence], "" if norm.enabled else words["off"]]
    note.append((norm.note_en if lang == "en" else norm.note) or "")
    return (
        f"{_cell(name)}<br>{_code(norm.id)}",
        length,
        "<br>".join(where),
        _cell(" ".join(filter(None, note))),
    )
