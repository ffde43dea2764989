"""Packages of files opened within limits: takes bytes, gives parts and XML; knows nothing of tenders."""
