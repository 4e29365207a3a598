"""The gate: what in a file may point to a person, before anything leaves."""
