"""Random promotions as an operations person writes them: one function a kind, one line in a table.

Thresholds are taken from what the cart's lines really cost, so that they are hit exactly, missed
by a fen, or far off; reductions are small, odd, or more than the price.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from service.pricing import Line, yuan

Fields = dict[str, Any]


@dataclass(frozen=True)
class Draw:
    """What a promotion is drawn from: the dice, the lines in its scope and what each costs now."""

    dice: Random
    lines: Sequence[Line]
    gross: Mapping[str, int]

    def threshold(self) -> int:
        """Often exactly what some of the lines cost, or a fen beside it; never under a fen."""
        dice = self.dice
        some = [line for line in self.lines if dice.random() < 0.6] or list(self.lines)
        exact = sum(self.gross[line.sku] for line in some)
        far = -exact * dice.randint(5, 80) // 100
        return max(1, exact + dice.choice([0, 0, 0, 1, -1, 100, far, far, far]))

    def off(self, threshold: int) -> int:
        """From an odd fen to more than the whole threshold."""
        dice = self.dice
        part = dice.choice([3, 5, 8, 10, 15, 20, 30, 50, 90, 120])
        return max(1, threshold * part // 100 + dice.choice([0, 0, 1, -1, 7]))

    def percent(self) -> str:
        return self.dice.choice(["5", "10", "12", "12.34", "20", "33.33", "50"])

    def price(self) -> int:
        """A price beside those of the lines."""
        line = self.dice.choice(list(self.lines))
        return max(1, line.list_price * self.dice.choice([1, 30, 58, 90, 99, 100, 105]) // 100)

    def maybe(self, **fields: Any) -> Fields:
        return fields if self.dice.random() < 0.5 else {}


def _own_deal(draw: Draw) -> Fields:
    dice = draw.dice
    return {"official": dice.random() < 0.25, "adds_to_presale": dice.random() < 0.4}


def _direct(draw: Draw) -> Fields:
    return {"off": yuan(draw.off(draw.price()))} | _own_deal(draw)


def _fixed_price(draw: Draw) -> Fields:
    return {"price": yuan(draw.price())} | _own_deal(draw)


def _first_n(draw: Draw) -> Fields:
    return {"count": draw.dice.randint(1, 3), "price": yuan(draw.price())} | _own_deal(draw)


def _limited(draw: Draw) -> Fields:
    return {"percent_off": draw.percent()} | _own_deal(draw)


def _inflation(draw: Draw) -> Fields:
    deposit = max(1, draw.price() // draw.dice.choice([5, 10, 20]))
    return {"deposit": yuan(deposit), "worth": yuan(deposit * draw.dice.choice([1, 2, 3]) + 1)}


def _reduction(draw: Draw) -> Fields:
    deposit = max(1, draw.price() // draw.dice.choice([5, 10, 20]))
    return {"deposit": yuan(deposit), "off": yuan(deposit * draw.dice.choice([0, 1, 3]))}


def _percent(draw: Draw) -> Fields:
    return {"percent_off": draw.percent()}


def _fixed(draw: Draw) -> Fields:
    threshold = draw.threshold()
    return {"threshold": yuan(threshold), "off": yuan(draw.off(threshold))}


def _every(draw: Draw) -> Fields:
    threshold = max(1, draw.threshold() // draw.dice.choice([1, 1, 2, 3]))
    fields: Fields = {"threshold": yuan(threshold), "off": yuan(draw.off(threshold))}
    return fields | {"every": draw.dice.random() < 0.5} | draw.maybe(cap=yuan(draw.off(threshold)))


def _ladder(draw: Draw) -> Fields:
    threshold = max(1, draw.threshold() // 2)
    off = draw.off(threshold)
    tiers = [(threshold, off), (threshold * 2, off + draw.off(off)), (threshold * 3, off * 4 + 9)]
    written = [{"threshold": yuan(at), "off": yuan(less)} for at, less in tiers]
    return {"tiers": written[: draw.dice.randint(1, 3)], "every": draw.dice.random() < 0.3}


def _rate_from(draw: Draw) -> Fields:
    threshold = draw.threshold()
    fields = {"threshold": yuan(threshold), "percent_off": draw.percent()}
    return fields | draw.maybe(cap=yuan(draw.off(threshold)))


def _rate_from_count(draw: Draw) -> Fields:
    fields: Fields = {"count": draw.dice.randint(1, 5), "percent_off": draw.percent()}
    return fields | draw.maybe(cap=yuan(draw.off(draw.threshold())))


def _nth(draw: Draw) -> Fields:
    price = draw.dice.random() < 0.5
    fields = {"price": yuan(draw.price())} if price else {"percent_off": draw.percent()}
    return fields | {"nth": draw.dice.randint(2, 3), "repeat": draw.dice.random() < 0.5}


def _pick(draw: Draw) -> Fields:
    count = draw.dice.randint(2, 3)
    return {"count": count, "price": yuan(draw.price() * draw.dice.randint(1, count))}


def _gift(draw: Draw) -> Fields:
    return {"threshold": yuan(draw.threshold()), "gift": "收纳袋"}


def _cross(draw: Draw) -> Fields:
    threshold = max(2, draw.threshold() // draw.dice.choice([1, 2, 3, 5]))
    off = min(threshold - 1, draw.off(threshold))
    return {
        "threshold": yuan(threshold),
        "off": yuan(off),
        "from_balance": draw.dice.random() < 0.3,
    }


def _dong(draw: Draw) -> Fields:
    if draw.dice.random() < 0.5:
        return _fixed(draw)
    threshold = draw.threshold()
    fields = {"threshold": yuan(threshold), "percent_off": draw.percent()}
    return fields | {"cap": yuan(draw.off(threshold))}


def _member(draw: Draw) -> Fields:
    fields = {"membership": draw.dice.choice(["88VIP", "PLUS"]), "percent_off": draw.percent()}
    return fields | draw.maybe(cap=yuan(draw.off(draw.threshold())))


def _packet(draw: Draw) -> Fields:
    return draw.maybe(off=yuan(draw.off(draw.threshold())))


def _points(draw: Draw) -> Fields:
    dice = draw.dice
    return {
        "per_yuan": dice.choice([100, 100, 1000, 30]),
        "max_percent": dice.choice(["3", "50", "100"]),
        "step": dice.choice([1, 10, 1000]),
    }


def _subsidy(draw: Draw) -> Fields:
    fields: Fields = {"percent_off": draw.dice.choice(["15", "20"])}
    fields |= {"cap": yuan(draw.off(draw.price()))}
    return fields | draw.maybe(price_limit=yuan(draw.price()))


def _freight(draw: Draw) -> Fields:
    fields: Fields = {"fee": yuan(draw.dice.randint(1, 1500))}
    fields |= draw.maybe(free_from=yuan(draw.threshold()))
    measured = ["default", "after_item_deals", "left"]
    return fields | {"measured_on": draw.dice.choice(measured)}


def _nothing(_: Draw) -> Fields:
    return {}


ITEM_DEALS: dict[str, Callable[[Draw], Fields]] = {
    "direct_reduction": _direct,
    "fixed_price": _fixed_price,
    "first_n": _first_n,
    "limited_discount": _limited,
}
PRESALES = {"deposit_inflation": _inflation, "deposit_reduction": _reduction}
AUTOMATIC: dict[str, Callable[[Draw], Fields]] = {
    "official_reduction": _percent,
    "shop_reduction": _every,
    "shop_ladder": _ladder,
    "amount_discount": _rate_from,
    "count_discount": _rate_from_count,
    "nth_item": _nth,
    "pick_for": _pick,
    "gift": _gift,
    "cross_store": _cross,
    "platform_reduction": _every,
    "member_rate": _member,
    "freight": _freight,
}
HELD: dict[str, Callable[[Draw], Fields]] = {
    "shop_coupon": _fixed,
    "item_coupon": _fixed,
    "shop_red_packet": _fixed,
    "discount_coupon": _rate_from,
    "platform_coupon": _fixed,
    "consumption_voucher": _fixed,
    "category_coupon": _fixed,
    "red_packet": _packet,
    "coins": _points,
    "beans": _points,
    "prepaid": _nothing,
    "government_subsidy": _subsidy,
}
ON_JD: dict[str, Callable[[Draw], Fields]] = {"jing_coupon": _fixed, "dong_coupon": _dong}
MERCHANT = ("shop_coupon", "item_coupon", "item_coupon", "shop_red_packet", "discount_coupon")
"""Where one clashes with another, or does not: by shop, by item, by order."""
