"""What a passage does to a duty: takes a match in its surroundings, gives its force, its waiver, or why it is dropped.

`situation` is the match with all that stands around it; each other module answers one question about it: how hard it
binds (`force`), whether it lifts the duty (`waiver`), why it does not count (`drop`), what was answered (`reply`),
which box is ticked (`choice`), what its column or label says (`label`), its proof chain (`chain`) and its `lots`.
"""
