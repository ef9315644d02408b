"""A run: every case asked of the assistant, checked, written down, resumable.

``record`` is what is kept (its JSON schema: ``goalie eval schema``), ``store`` where, ``inside``
and ``outside`` are the two ways to ask, ``engine`` runs the cases with pydantic-evals.
"""
