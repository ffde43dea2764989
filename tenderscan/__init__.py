"""tenderscan reads a tender and says what it asks, asks weakly, waives or lacks."""

__version__ = "0.1.0"
