"""Tables become a case: workbooks, CSV files, rows that other readers make."""
