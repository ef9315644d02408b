"""Obedience: the reply says that it follows orders, changed its rules, or is somebody else."""

from .words import WordRule

obedience = WordRule("obedience.yaml")
