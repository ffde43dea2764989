"""The HTML report: one file that opens anywhere, with its template, style and script beside this module."""
