"""Replies that trainers wrote: what the guard must let through (``evals/suites/replies``), and what
it must stop (``evals/suites/replies-wrong``, each line with what is wrong in it).

context (minute, buyer's words, basket, coupons) → evidence as a model with tools may have it: the
quote, the passages found for question and reply → the production guard.
``python -m evals.replies`` prints what is stopped and why, and what leaves.
"""

from .contexts import Context, read_contexts
from .measuring import Held, Let, measure

__all__ = ["Context", "Held", "Let", "measure", "read_contexts"]
