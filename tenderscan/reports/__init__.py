"""Reports: take a report and what it was made of, give a file in one of the formats of the registry."""
