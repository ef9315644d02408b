"""Insults 辱骂: a reply is never rude, whatever the customer wrote."""

from .words import WordRule

insults = WordRule("insults.yaml")
