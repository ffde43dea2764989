"""Documents beside one another: takes structured documents, gives twins, versions and the annexes they cite."""
