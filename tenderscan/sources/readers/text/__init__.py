"""Plain text and Markdown: takes the bytes of a file, gives its paragraphs, items, rows and headings."""
