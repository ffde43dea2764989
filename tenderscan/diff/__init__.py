"""Two versions of a tender set against each other: what was gained, lost, strengthened and weakened."""
