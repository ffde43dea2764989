"""Metadata: takes notices, names and sheets, gives what is known of a dossier and where from."""
