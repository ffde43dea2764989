"""The outline: takes paragraphs, gives headings, sections, the role of a document and its subject."""
