"""The language server: takes the text of an editor, gives its gaps, why they are gaps, and edits that mend them."""
