"""Results: takes a store, gives tables, files and a site in which reviewed verdicts win."""
