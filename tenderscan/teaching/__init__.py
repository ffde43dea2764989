"""Teaching the learned reader: labelled passages and tenders in, lessons and a model out."""
