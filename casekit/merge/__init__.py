"""Several timelines of one case as one case: each stays itself, and what looks the same is asked about.

`views` makes the cases fit for one file, `join` puts them together, `alike` proposes which rows may be the
same event. Nothing is assumed to be the same but what has the same id in a list of things (an actor, an issue).
"""
