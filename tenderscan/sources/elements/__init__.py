"""What readers share: takes lines, rows and labels, gives Elements."""
