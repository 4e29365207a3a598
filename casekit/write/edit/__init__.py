"""Edits of the text of a case file, which keep its comments and layout."""
