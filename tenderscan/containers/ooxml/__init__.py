"""Word files as packages: takes the bytes of a .docx, gives its parts to read, and takes them back edited."""
