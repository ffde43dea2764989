"""Readers by format: take the bytes of one file, give a Document."""
