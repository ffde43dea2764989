"""Rules for readers: takes a rulebook, gives lists, pages and drafts of rule files."""
