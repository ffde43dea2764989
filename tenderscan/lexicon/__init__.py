"""The language of words: takes the words of rules and the text of a block, gives the places where they stand.

`syntax` reads how a rule writes a word, `forms` knows the forms that a word takes in each language, `compile` joins
both into a `Lexicon`, `tokens` and `sentences` cut a text, `search` finds the lexicon's words in it. Nothing here
knows of tenders or criteria, and nothing here imports spaCy.
"""
