"""Drafting 拟稿: the texts given to a model, and the one door to it."""
