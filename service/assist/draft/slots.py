"""The slots of a script 话术 and what fills them: the quote, the rulebook, the product.

A slot that nothing can fill makes the script unusable; it is never guessed or left open.
"""

import re
from collections.abc import Callable, Mapping

from service.assist.ground import Evidence
from service.pricing import moment, spoken

_SLOT = re.compile(r"\{([a-z_]+)\}")


def slots_of(answer: str) -> frozenset[str]:
    """The names of the slots in a script's answer."""
    return frozenset(_SLOT.findall(answer))


def filled(answer: str, evidence: Evidence) -> str | None:
    """The answer with every slot filled; ``None`` if one cannot be."""
    values: dict[str, str] = {}
    for slot in slots_of(answer):
        fill = SLOTS.get(slot)
        value = fill(evidence) if fill else None
        if value is None:
            return None
        values[slot] = value
    return _SLOT.sub(lambda match: values[match[1]], answer)


def closed(answer: str) -> str:
    """The answer without its slots: what of it is the script's own statement."""
    return _SLOT.sub("", answer)


def _product(evidence: Evidence) -> str | None:
    if not evidence.state.basket:
        return None
    product = evidence.shop.catalogue.get(evidence.state.basket[-1].sku)
    return product.short if product else None


def _sku(evidence: Evidence) -> str | None:
    return evidence.state.basket[-1].sku if evidence.state.basket else None


def _quantity(evidence: Evidence) -> str | None:
    return str(evidence.state.basket[-1].quantity) if evidence.state.basket else None


def _money(name: str) -> Callable[[Evidence], str | None]:
    def fill(evidence: Evidence) -> str | None:
        return spoken(getattr(evidence.quote, name)) if evidence.quote else None

    return fill


def _presale(name: str) -> Callable[[Evidence], str | None]:
    """Deposit and final payment exist only where a deposit is due."""

    def fill(evidence: Evidence) -> str | None:
        if evidence.quote is None or not evidence.quote.deposit:
            return None
        return spoken(getattr(evidence.quote, name))

    return fill


def _list_price(evidence: Evidence) -> str | None:
    """页面价 of one piece, as scripts use it."""
    return spoken(evidence.quote.lines[-1].line.list_price) if evidence.quote else None


def _unit_price(evidence: Evidence) -> str | None:
    return spoken(evidence.quote.lines[-1].unit_price) if evidence.quote else None


def _window(kind: str) -> Callable[[Evidence], str | None]:
    def fill(evidence: Evidence) -> str | None:
        phase = evidence.rulebook.phase(kind) if evidence.rulebook else None
        return phase.window.spoken() if phase else None

    return fill


def _coupon(evidence: Evidence) -> str | None:
    if not evidence.state.coupons or evidence.rulebook is None:
        return None
    names = {promotion.id: promotion.name for promotion in evidence.rulebook}
    return names.get(evidence.state.coupons[-1].promotion_id)


def _event(evidence: Evidence) -> str | None:
    return evidence.rulebook.event if evidence.rulebook else None


SLOTS: Mapping[str, Callable[[Evidence], str | None]] = {
    "product": _product,
    "sku": _sku,
    "quantity": _quantity,
    "list_price": _list_price,
    "unit_price": _unit_price,
    "payable": _money("payable"),
    "saving": _money("saving"),
    "deposit": _presale("deposit"),
    "final_payment": _presale("final_payment"),
    "deposit_window": _window("deposit"),
    "final_window": _window("final_payment"),
    "coupon": _coupon,
    "event": _event,
    "at": lambda evidence: moment(evidence.priced_at),
}

PRICE_SLOTS = frozenset(
    {"list_price", "unit_price", "payable", "saving", "deposit", "final_payment"}
)
"""A script with one of these states a computed figure, so its quote is shown with it."""
