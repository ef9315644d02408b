"""Acceptance: what we claim, on outside data. ``python -m evals.acceptance --sets FOLDER``.

A part is one kind of set; ``PARTS`` lists them. Each prints a table with every case or query and
says whether its target is met.
"""
