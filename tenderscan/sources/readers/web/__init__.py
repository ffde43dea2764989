"""Web pages: takes HTML, gives its paragraphs, items, rows and headings."""
