"""Reading what users give: case files and chronologies."""
