"""The static site: takes a store, writes a folder that opens from a disk, without a server or a network."""
