"""Evaluation: verdicts against gold labels, counted and listed."""
