"""Award criteria as they are printed: takes a structured document, gives lists of criteria with their weights."""
