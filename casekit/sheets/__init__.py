"""A case as tables that people fill in: sheets of a workbook, CSV files, rows of coded segments.

The sheets and columns follow from the definition of the case (`plan`), one value in one cell can be read
back as it was (`cells`), and rows become a case with every problem in its cell (`assemble`).
"""
