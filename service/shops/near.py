"""Names that someone may have meant."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from .catalogue import Catalogue

MOST = 3


def near_products(sku: str, catalogue: Catalogue | None) -> str:
    """``，是不是 HF-AF5（可视空气炸锅）？`` for a code nearly right or for a name buyers use; empty
    if nothing is near."""
    products = catalogue or ()
    said = {p.sku: [p.sku, p.title, *p.aliases] for p in products}
    titles = {p.sku: p.short for p in products}
    return _asked([f"{found}（{titles[found]}）" for found in _near(sku, said)])


def near_ids(name: str, known: Iterable[str]) -> str:
    """The same for the id of a promotion."""
    return _asked(_near(name, {one: [one] for one in known}))


def _near(word: str, said: Mapping[str, Iterable[str]]) -> list[str]:
    """Keys with a name that is nearly the word or holds it, each once, the nearest first."""
    keys: dict[str, str] = {}
    for key, names in said.items():
        for name in names:
            keys.setdefault(name.upper(), key)
    wanted = word.upper()
    close = get_close_matches(wanted, keys, n=MOST, cutoff=0.6)
    holding = [name for name in keys if len(wanted) > 1 and wanted in name]
    return list(dict.fromkeys(keys[name] for name in (*close, *holding)))[:MOST]


def _asked(names: list[str]) -> str:
    return f"，是不是 {'、'.join(names)}？" if names else ""
