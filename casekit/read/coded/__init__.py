"""Coded interviews: segments of documents with codes, by the code convention, become a case."""

from casekit.read.coded.importing import coded_tables, import_coded, is_highlights

__all__ = ["coded_tables", "import_coded", "is_highlights"]
