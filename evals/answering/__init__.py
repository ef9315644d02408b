"""Selective answering: what the customer bot may answer by itself, and what it must not.

    python -m evals.answering                    measure, and write the curve
    python -m evals.answering --fit              fit the confidence's constants anew and write them
    python -m evals.answering --questions DIR    measure on other questions, all of them

Questions that the sample shop's scripts and manuals answer and questions that they do not, as
buyers write them, are in ``demo/``. Half of them fit the constants and choose the threshold, the
other half only measures.
"""
