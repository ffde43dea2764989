"""Small inputs that once gave wrong answers, each by the kind of its fault, and brothers of each kind."""
