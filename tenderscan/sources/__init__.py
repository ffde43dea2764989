"""Sources: take paths, give a Dossier of documents as elements, in the order in which people read them."""
