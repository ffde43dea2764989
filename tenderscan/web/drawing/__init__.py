"""Pictures of pages, drawn in a process of its own: takes the bytes of a PDF, gives PNGs, and outlives a bad file."""
