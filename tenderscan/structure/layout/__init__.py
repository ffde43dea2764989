"""The page put in order: takes the elements of a document, gives paragraphs in reading order with their language."""
