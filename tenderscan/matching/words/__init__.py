"""Words at their places: takes structured documents, gives readings in which every concept and signal has its spans.

A `Fragment` is a block with what was found in it, a `DocumentReading` the fragments of a document and how they hang
together; `expressions` and `passages` look rules up in them. What a passage does to a duty is for `qualifiers`.
"""
