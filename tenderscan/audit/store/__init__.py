"""The store: takes what was found in a dossier, whole and once, and gives it back as rows; SQLite or PostgreSQL."""
