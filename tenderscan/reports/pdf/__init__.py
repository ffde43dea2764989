"""The annotated PDF: the tender with its passages marked, and a front page of results."""
