"""The files of one tender: takes paths, gives a Dossier of read documents and of files that were not read."""
