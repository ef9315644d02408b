"""The release gate: a shop's own suites, passed before a change of rules, scripts, manuals or
prompts goes live.

A shop keeps them in ``evals/`` of its folder; ``evals/known-failures/`` is asked and reported, and
stops nothing. The suites are passed without a model and with two scripted ones that lie; the
prompts are read as well. What fails stops the release, with the cause by file; a person may let it
pass with a name and a reason, which are kept (``ledger``).
"""
