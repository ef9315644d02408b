"""Products by what an agent types: part of a name, an alias, a code."""

import unicodedata
from collections.abc import Iterable

from .catalogue import Product


def found(products: Iterable[Product], words: str, limit: int) -> list[Product]:
    """Those that every word of ``words`` is part of, in the catalogue's order; a code or a name
    typed in full stands first. No words: the first ``limit``."""
    wanted = _plain(words).split()
    whole = "".join(wanted)
    fitting = [product for product in products if all(w in _text(product) for w in wanted)]
    fitting.sort(key=lambda product: whole not in _names(product))
    return fitting[:limit]


def _names(product: Product) -> set[str]:
    called = (product.sku, product.title, *product.aliases)
    return {"".join(_plain(name).split()) for name in called}


def _text(product: Product) -> str:
    return _plain("\n".join((product.sku, product.title, *product.aliases, product.category)))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
