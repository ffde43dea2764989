"""Three simple ways to judge a tender, scored on the same labels as tenderscan; for docs/accuracy.md only."""
