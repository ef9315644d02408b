"""Which passages a reply may rest on: not the shop's own business, and none that gives orders."""

from functools import lru_cache

from knowledge.types import Passage
from service.shops.internal import is_internal_text

from ..guard import instructs


@lru_cache(maxsize=8_192)
def may_be_told(passage: Passage) -> bool:
    """Whether the passage may be cited, quoted and put to a model."""
    place = passage.place
    if is_internal_text(place.document, *place.headings, passage.text):
        return False
    return not instructs(passage.text)
