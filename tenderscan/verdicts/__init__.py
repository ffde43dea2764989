"""Verdicts: take what the documents say of each criterion, give a finding for each, with its reasons."""
