"""The configuration of a repository: found from the first path upwards, checked, and read."""
