"""Word files that are changed: the package, its text run by run, its comments. Reading for the check is in sources."""
