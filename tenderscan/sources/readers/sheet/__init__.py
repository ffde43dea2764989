"""Spreadsheets: takes a workbook or CSV, gives its rows."""
