"""Guarantees of effect 功效/收益保证: medical effects, profits, exams passed, absolute safety."""

from .words import WordRule

guarantees = WordRule("guarantees.yaml")
