"""Files that hold another: takes an encrypted, signed or old office file, gives what is in it."""
