"""Leaks: prompts, keys, internal figures, unfilled slots, other people's numbers."""

from .words import WordRule

leaks = WordRule("leaks.yaml")
