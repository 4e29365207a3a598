"""Writing, in the one way that is safe (`atomic`): case files, edits that keep comments, workbooks, backups."""
