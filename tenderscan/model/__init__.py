"""The nouns that every stage shares: frozen dataclasses that import nothing of ours."""
