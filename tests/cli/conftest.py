"""Commands in a row, with readers that are kept."""

from tests.readers_kept import readers_kept as readers_kept
