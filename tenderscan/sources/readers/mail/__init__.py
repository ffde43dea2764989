"""Mail: takes a message, gives its text, and the files attached to it."""
