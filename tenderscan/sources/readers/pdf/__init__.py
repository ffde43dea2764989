"""PDF: takes the bytes of a file, gives its lines with boxes, its tables, fields and ticks."""
