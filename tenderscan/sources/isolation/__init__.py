"""The reader process: takes the bytes of a file, gives a Document or a Rejection, whatever the file does."""
