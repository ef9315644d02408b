"""Advertising law 广告法: absolute terms, disparagement, unproven claims, false urgency."""

from .words import WordRule

adlaw = WordRule("adlaw.yaml")
