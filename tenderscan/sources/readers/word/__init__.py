"""Word (.docx): takes the bytes of a file, gives its paragraphs, items, rows and notes in order."""
