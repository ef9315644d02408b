"""Sentences that name a case in words and state another case's figure: a true price, elsewhere.

The cases differ in one thing: pieces, coupon or product. Each is priced by the calculator, so what
is written is wrong in the case it names, and nowhere a made-up number.
"""

import random
from dataclasses import dataclass, replace

from service.pricing import PricingError, Quote, price, spoken

from .cases import Case, World

PIECES = ("", "一", "两", "三", "四", "五", "六")


@dataclass(frozen=True, slots=True)
class Other:
    name: str
    pieces: int
    coupon: str
    quote: Quote

    @property
    def words(self) -> str:
        used = f"用{self.coupon}" if self.coupon else "不用券"
        return f"{self.name}{self.pieces}台，{used}"


WAYS = (
    "{a.words}，到手{b}元。",
    "{a.words}的话是{b}元哦。",
    "亲，{a.words}，一共{b}元～",
    "要是{a.words}，实付{b}元。",
    "{a.name}{han}台{used}，到手价{b}元。",
    "{a.words}到手{right}元，也就是{b}元。",
    "{a.words}是{b}元，{c.words}是{right}元。",
    "{a.words}是{right}元，{c.words}是{right}元。",
    "{c.words}到手{other}元，{a.words}到手{b}元，差{apart}元。",
    "{a.words}是{right}元，{c.words}是{other}元，差{wrong}元。",
    "{c.words}是{other}元，比{a.words}的{right}元差{wrong}元。",
    "{right}-{other}={wrong}，{a.words}更合适。",
)


def told_wrong(case: Case, world: World, rng: random.Random) -> tuple[str, str] | None:
    """The text, and what is right; ``None`` where the cases cost the same."""
    first = _other(case, world, rng, None)
    second = _other(case, world, rng, first) if first else None
    if first is None or second is None:
        return None
    right, other = first.quote.payable, second.quote.payable
    figures = {reading.payable for reading in first.quote.readings} | {right}
    figures |= {line.line.list_price for line in first.quote.lines}
    if other in figures:
        return None
    wrong = abs(right - other) + rng.choice((1000, -1000, 5000, 100))
    if wrong <= 0:
        return None
    text = rng.choice(WAYS).format(
        a=first,
        b=spoken(other),
        c=second,
        right=spoken(right),
        other=spoken(other),
        apart=spoken(abs(right - other)),
        wrong=spoken(wrong),
        han=PIECES[first.pieces],
        used=f"用{first.coupon}" if first.coupon else "不用券",
    )
    return text, f"{first.words}是{spoken(right)}元，差{spoken(abs(right - other))}元"


def _other(case: Case, world: World, rng: random.Random, beside: Other | None) -> Other | None:
    """A case near the draft's; ``beside`` differs from it in one thing."""
    coupons = {p.name: p.id for p in case.evidence.rulebook or () if p.needs_claim}
    name, pieces = case.product.short, case.cart.lines[0].quantity
    coupon = rng.choice(("", *coupons))
    if beside:
        name, pieces, coupon = beside.name, beside.pieces, beside.coupon
    match rng.choice(("pieces", "coupon", "product")):
        case "pieces":
            pieces = rng.choice([n for n in (1, 2, 3, 4, 5, 6) if n != pieces])
        case "coupon":
            coupon = rng.choice([c for c in ("", *coupons) if c != coupon] or [""])
        case _:
            name = rng.choice([p.short for p in world.shop.catalogue if p.short != name])
    return _priced(case, world, name, pieces, coupon, coupons)


def _priced(
    case: Case, world: World, name: str, pieces: int, coupon: str, ids: dict[str, str]
) -> Other | None:
    product = next(p for p in world.shop.catalogue if p.short == name)
    line = replace(
        case.cart.lines[0],
        sku=product.sku,
        list_price=product.list_price,
        category=product.category,
        title=product.short,
        quantity=pieces,
    )
    claimed = frozenset({ids[coupon]} if coupon else ())
    try:
        quote = price(replace(case.cart, lines=(line,), claimed=claimed), case.evidence.rulebook)
    except (PricingError, ValueError):
        return None
    if claimed - {step.promotion_id for step in quote.steps}:
        return None
    return Other(name, pieces, coupon, quote)
