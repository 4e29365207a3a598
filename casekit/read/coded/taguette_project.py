"""The project file of Taguette (.sqlite3): highlights with their place in the document.

The bytes are opened in memory, so that the database cannot write, name another file or be changed meanwhile; only
reading from the tables of Taguette is allowed, and for a limited time: a "table" may be a query that never ends.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing

from casekit.errors import InputRefused, Problem
from casekit.read.coded.segments import MAX_SEGMENTS, Coded, Segment

__all__ = ["SQLITE", "project_segments"]

SQLITE = b"SQLite format 3\0"
MOST_STEPS = 20_000
"""How many times a thousand steps of the database a query may take."""
_TABLES = {"projects", "documents", "highlights", "highlight_tags", "tags"}
_HIGHLIGHTS = """
select highlights.document_id, highlights.id, highlights.start_offset, highlights.end_offset, tags.path
from highlights
left join highlight_tags on highlight_tags.highlight_id = highlights.id
left join tags on tags.id = highlight_tags.tag_id
order by highlights.document_id, highlights.start_offset, highlights.id, tags.id
"""


def project_segments(content: bytes, file: str) -> Coded:
    """The highlights of a project, each with its tags and its place (in bytes of the text, as Taguette counts).

    Raises InputRefused for a database of another program, a damaged one, and one with several projects.
    """
    try:
        with closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(content)
            steps = iter(range(MOST_STEPS))
            database.set_progress_handler(lambda: int(next(steps, None) is None), 1000)
            database.execute("pragma trusted_schema = off")
            database.set_authorizer(_only_read)
            tables = {row[0] for row in database.execute("select name from sqlite_master where type = 'table'")}
            if not tables >= _TABLES:
                raise InputRefused([Problem("coded_no_taguette", file)])
            projects = database.execute("select count(*) from projects").fetchone()[0]
            if projects != 1:
                raise InputRefused([Problem("coded_projects", file, values={"n": projects})])
            rows = database.execute(_HIGHLIGHTS).fetchmany(20 * MAX_SEGMENTS)
    except (sqlite3.Error, OverflowError, UnicodeError, MemoryError):
        raise InputRefused([Problem("coded_no_taguette", file)]) from None
    return _as_segments(rows, file)


def _only_read(action: int, name: str | None, *_: object) -> int:
    fine = (action == sqlite3.SQLITE_READ and (name in _TABLES or name == "sqlite_master")) or (
        action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_FUNCTION)
    )
    return sqlite3.SQLITE_OK if fine else sqlite3.SQLITE_DENY


def _as_segments(rows: list[tuple[object, ...]], file: str) -> Coded:
    documents: dict[object, int] = {}
    tags: dict[object, list[str]] = {}
    places: dict[object, tuple[int, int, int]] = {}
    for document, highlight, start, end, tag in rows:
        if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start <= end:
            raise InputRefused([Problem("coded_no_place", file)])
        places[highlight] = (documents.setdefault(document, len(documents) + 1), start, end)
        given = tags.setdefault(highlight, [])
        if isinstance(tag, str) and tag.strip():
            given.append(tag.strip())
    segments = [
        Segment(document, tuple((tag,) for tag in tags[highlight]), start, end)
        for highlight, (document, start, end) in places.items()
    ]
    bare = sum(not segment.codes for segment in segments)
    told = [Problem("coded_bare", file, severity="warning", values={"n": bare})] if bare else []
    return Coded(tuple(segments), tuple(told))
