"""Opaque ids: ``c_…`` for conversations, ``s_…`` for suggestions."""

from uuid import uuid4


def new_id(prefix: str) -> str:
    """A fresh id with this prefix."""
    return f"{prefix}_{uuid4().hex}"
