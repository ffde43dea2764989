"""Teaching the learned reader: takes labelled passages and tenders, gives lessons, a model and what is wrong with them."""
