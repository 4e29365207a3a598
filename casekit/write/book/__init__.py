"""A case as an Excel workbook to fill in and to bring back."""
