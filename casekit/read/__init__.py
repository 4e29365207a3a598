"""Reading what users give; `roads` knows which reader a file is for.

`safe` opens files without harm, `tables` makes a case of rows, and `coded`, `narrative` and `drawn` read coded
interviews, narratives and what comes back from other programs. A case file itself is `case_file`.
"""
