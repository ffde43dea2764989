"""OpenDocument text: takes the bytes of a file, gives its paragraphs, items and rows."""
