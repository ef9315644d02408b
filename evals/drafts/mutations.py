"""One thing made false in a true draft; each mutation proves by itself that it is.

A mutation returns the text and why it is wrong, or ``None`` where it does not fit the draft. What
is written into a slot is not among the values that are true there; the guard is never asked.
"""

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from service.pricing import moment, spoken

from .cases import World
from .draft import Draft, Slot
from .other_cases import told_wrong
from .spellings import spelt

Mutation = Callable[[Draft, World, random.Random], "Mutated | None"]


@dataclass(frozen=True, slots=True)
class Mutated:
    text: str
    why: str


def _slot(draft: Draft, rng: random.Random, what: str) -> tuple[int, Slot] | None:
    found = [(index, slot) for index, slot in draft.slots() if slot.what == what]
    return rng.choice(found) if found else None


def _wrong_amount(slot: Slot, rng: random.Random) -> int | None:
    """Fen near the true value, or a digit off; not true in this slot."""
    fen = int(slot.value)  # type: ignore[arg-type]
    digits = str(fen // 100)
    at = rng.randrange(len(digits))
    changed = digits[:at] + str((int(digits[at]) + rng.randrange(1, 10)) % 10) + digits[at + 1 :]
    options = [
        fen + 100 * rng.choice((-100, -50, -10, -1, 1, 10, 50, 100)),
        int(changed) * 100,
        fen * 10,
        fen // 1000 * 100,
        int("".join(rng.sample(digits, len(digits)))) * 100,
        fen + rng.choice((10, 90, -10)),
    ]
    good = [option for option in options if option > 0 and option not in slot.true]
    return rng.choice(good) if good else None


def number_changed(draft: Draft, world: World, rng: random.Random) -> Mutated | None:
    found = _slot(draft, rng, "amount")
    if found is None:
        return None
    index, slot = found
    wrong = _wrong_amount(slot, rng)
    if wrong is None:
        return None
    unit = slot.text.removeprefix(spoken(int(slot.value)))  # type: ignore[arg-type]
    return Mutated(draft.with_text(index, f"{spoken(wrong)}{unit}"), f"{slot.role}是{slot.text}")


def respelled(draft: Draft, world: World, rng: random.Random) -> Mutated | None:
    """A wrong amount in another spelling: 全角, 汉字, 大写, 混写, k, w, 块, spaced, zero-width."""
    found = _slot(draft, rng, "amount")
    if found is None:
        return None
    index, slot = found
    wrong = _wrong_amount(slot, rng)
    if wrong is None or wrong % 100 or wrong >= 10_000_000_000:
        return None
    return Mutated(draft.with_text(index, spelt(wrong // 100, rng)), f"{slot.role}是{slot.text}")


def roles_swapped(draft: Draft, world: World, rng: random.Random) -> Mutated | None:
    """Two amounts change places, as when 定金 is said for 尾款."""
    slots = draft.slots("amount")
    pairs = [
        (one, other)
        for one in slots
        for other in slots
        if one[0] < other[0] and other[1].value not in one[1].true
    ]
    if not pairs:
        return None
    (i, one), (j, other) = rng.choice(pairs)
    return Mutated(draft.with_texts({i: other.text, j: one.text}), f"{one.role}是{one.text}")


def another_role(draft: Draft, world: World, rng: random.Random) -> Mutated | None:
    """A true figure of the same quote, said as what it is not."""
    found = _slot(draft, rng, "amount")
    if found is None or draft.case is None:
        return None
    index, slot = found
    quote = draft.case.quote
    values = {quote.payable, quote.list_price, quote.deposit, quote.final_payment, quote.saving}
    values |= {step.saving for step in quote.steps}
    values |= {step.threshold for step in quote.steps if step.threshold}
    values |= {line.line.list_price for line in quote.lines}
    wrong = sorted(value for value in values if value and value not in slot.true)
    if not wrong or slot.role.startswith("每台"):
        return None
    return Mutated(
        draft.with_text(index, f"{spoken(rng.choice(wrong))}元"), f"{slot.role}是{slot.text}"
    )


_LABELS = ("到手价", "定金", "尾款", "优惠", "原价", "满")


def relabelled(draft: Draft, world: World, rng: random.Random) -> Mutated | None:
    """The word before an amount is another one: 尾款 for 到手价."""
    text = draft.text
    for index, slot in draft.slots("amount"):
        if slot.role not in _LABELS or slot.role not in text or draft.case is None:
            continue
        other = rng.choice([label for label in _LABELS if label != slot.role])
        if _true_as(other, int(slot.value), draft):  # type: ignore[arg-type]
            continue
        before = draft.with_text(index, "\0").split("\0")[0]
        at = before.rfind(slot.role)
        if at < 0 or len(before) - at - len(slot.role) > 2:
            continue
        return Mutated(text[:at] + other + text[at + len(slot.role) :], f"{slot.text}是{slot.role}")
    return None


def _true_as(label: str, fen: int, draft: Draft) -> bool:
    """Whether the amount is true under the label as well: 定金 of a piece where there is one."""
    assert draft.case is not None  # noqa: S101 - asked by ``relabelled`` alone
    quote = draft.case.quote
    thresholds = {s.threshold for s in quote.steps} | {
        fact.value for fact in draft.ledger.facts if fact.role == "threshold"
    }
    known: dict[str, set[object]] = {
        "到手价": {quote.payable, *(reading.payable for reading in quote.readings)},
        "定金": {quote.deposit},
        "尾款": {quote.final_payment},
        "优惠": {quote.saving, *(step.saving for step in quote.steps)},
        "原价": {quote.list_price, *(line.line.list_price for line in quote.lines)},
        "满": set(thresholds),
    }
    return fen in known[label]


_UNITS = ("角", "折", "%", "万元", "美元", "分", "台", "天", "千元", "毛", "百元")


def unit_changed(draft: Draft, world: World, rng: random.Random) -> Mutated | None:
    """元 becomes 角, 折, %, 万元: the figure says another thing, which is nowhere true."""
    found = _slot(draft, rng, "amount")
    if found is None:
        return None
    index, slot = found
    if not slot.value:
        return None  # nothing is nothing in every unit
    number = spoken(int(slot.value))  # type: ignore[arg-type]
    return Mutated(draft.with_text(index, number + rng.choice(_UNITS)), f"单位是元：{slot.text}")


def time_moved(draft: Draft, world: World, rng: random.Random) -> Mutated | None:
    found = _slot(draft, rng, "time")
    if found is None:
        return None
    index, slot = found
    at = slot.value
    assert isinstance(at, datetime)  # noqa: S101 - a time slot holds one
    days, hours = rng.choice(((1, 0), (-1, 0), (2, 0), (0, 1), (0, -1), (0, -2), (30, 0), (0, 12)))
    wrong = at + timedelta(days=days, hours=hours)
    shown = wrong - timedelta(minutes=1) if slot.side == "to" and wrong.hour == 0 else wrong
    ways = [
        moment(shown),
        f"{shown.month}月{shown.day}号{shown.hour}点{shown.minute or ''}"
        + ("分" if shown.minute else ""),
        f"{shown.month}.{shown.day} {shown.hour:02d}:{shown.minute:02d}",
    ]
    if _any_edge(draft, wrong, slot):
        return None
    return Mutated(draft.with_text(index, rng.choice(ways)), f"{slot.role}时间是{slot.text}")


def _any_edge(draft: Draft, at: datetime, slot: Slot) -> bool:
    """Whether the moved time is an edge of the same phase on the same side after all."""
    return any(fact.value == at and fact.unit in ("", slot.side) for fact in draft.ledger.facts)


def phases_swapped(draft: Draft, world: World, rng: random.Random) -> Mutated | None:
    """The deposit's time for the final payment, a start for an end."""
    slots = draft.slots("time")
    pairs = [(a, b) for a in slots for b in slots if a[0] < b[0] and a[1].value != b[1].value]
    if not pairs:
        return None
    (i, one), (j, other) = rng.choice(pairs)
    if one.role == other.role and one.side == other.side:
        return None
    return Mutated(draft.with_texts({i: other.text, j: one.text}), f"{one.role}是{one.text}")


def product_swapped(draft: Draft, world: World, rng: random.Random) -> Mutated | None:
    """Another product's name before figures that are not its."""
    found = _slot(draft, rng, "product")
    if found is None:
        return None
    index, slot = found
    other = rng.choice([sku for sku in world.skus if sku != slot.value])
    product = world.shop.catalogue.get(other)
    if product is None or not _figures_differ(draft, world, other):
        return None
    name = rng.choice([product.short, product.title, *product.aliases])
    if name in slot.text or slot.text in name:
        return None
    return Mutated(draft.with_text(index, name), f"说的是{slot.text}")


def _figures_differ(draft: Draft, world: World, other: str) -> bool:
    """Every amount of the draft is another one for the other product (same carts, priced)."""
    case = draft.case
    product = world.shop.catalogue.get(other)
    if case is None or product is None:
        return False
    numbers = draft.slots("number")
    if numbers:
        values = "；".join(product.attributes.values())
        return all(str(slot.value) not in values for _, slot in numbers)
    quote = world.repriced(case, other, case.quote.lines[0].line.quantity)
    if quote is None:
        return False
    theirs = {quote.payable, quote.list_price, quote.deposit, quote.final_payment, quote.saving}
    theirs |= {product.list_price, *(step.saving for step in quote.steps)}
    amounts = draft.slots("amount")
    return bool(amounts) and all(slot.value not in theirs for _, slot in amounts)


def name_distorted(draft: Draft, world: World, rng: random.Random) -> Mutated | None:
    """A digit inside a product's name or code is another one, so that nothing is called so."""
    found = _slot(draft, rng, "product")
    if found is None:
        return None
    index, slot = found
    digits = [match.start() for match in re.finditer(r"\d", slot.text)]
    if not digits:
        return None
    at = rng.choice(digits)
    wrong = (
        slot.text[:at] + str((int(slot.text[at]) + rng.randrange(1, 9)) % 10) + slot.text[at + 1 :]
    )
    if any(wrong in name for name in world.names):
        return None
    return Mutated(draft.with_text(index, wrong), f"没有叫{wrong}的商品")


def pieces_changed(draft: Draft, world: World, rng: random.Random) -> Mutated | None:
    """Other pieces before the same total; the total of so many is another one."""
    found = _slot(draft, rng, "count")
    if found is None or draft.case is None:
        return None
    index, slot = found
    pieces = rng.choice([n for n in (1, 2, 3, 4, 6, 10) if n != slot.value])
    quote = world.repriced(draft.case, draft.case.product.sku, pieces)
    amounts = {piece.value for _, piece in draft.slots("amount")}
    if quote is None or quote.payable in amounts or draft.case.quote.payable not in amounts:
        return None
    word = slot.text.removeprefix(str(slot.value))
    said = rng.choice((str(pieces), "一两三四五六七八九十"[pieces - 1] if pieces != 2 else "两"))
    return Mutated(draft.with_text(index, f"{said}{word}"), f"是{slot.text}的价")


def attribute_changed(draft: Draft, world: World, rng: random.Random) -> Mutated | None:
    found = _slot(draft, rng, "number")
    if found is None:
        return None
    index, slot = found
    text = str(slot.value)
    at = rng.choice([i for i, character in enumerate(text) if character.isdigit()])
    wrong = text[:at] + str((int(text[at]) + rng.randrange(1, 9)) % 10) + text[at + 1 :]
    if wrong.lstrip("0") != wrong or f"{float(wrong):g}" in _numbers_of(draft):
        return None
    return Mutated(draft.with_text(index, wrong), f"资料里是{slot.text}")


def _numbers_of(draft: Draft) -> set[str]:
    """Every number that any fact or trusted text has, as written: a changed one is none of them."""
    found = {number for text in draft.ledger.texts for number in re.findall(r"\d+(?:\.\d+)?", text)}
    for fact in draft.ledger.facts:
        value = fact.value
        if isinstance(value, datetime):
            found |= {
                str(value.year),
                str(value.month),
                str(value.day),
                str(value.hour),
                str(value.minute),
            }
        elif hasattr(value, "month"):
            found |= {str(part) for part in (value.month, value.day, value.hour, value.minute)}  # type: ignore[union-attr]
        else:
            found |= {
                f"{float(value):g}",
                f"{float(value) / 100:g}",
                f"{float(value) * 100:g}",
                f"{float(value) * 10:g}",
            }
    return found


def vague(draft: Draft, world: World, rng: random.Random) -> Mutated | None:
    """An approximation, which no evidence states."""
    found = _slot(draft, rng, "amount")
    if found is None:
        return None
    index, slot = found
    yuan = int(slot.value) // 100  # type: ignore[arg-type]
    if yuan < 30:
        return None
    size = 10 ** (len(str(yuan)) - 1)
    low, high = yuan // size * size, (yuan // size + 1) * size
    ways = [
        f"不到{high}元",
        f"{low}多元",
        f"{low}出头",
        f"{yuan}元左右",
        f"差不多{yuan}元",
        f"大概{yuan}元",
        f"将近{high}元",
        f"{low}~{high}元之间",
        f"不超过{high}元",
        f"最多{high}元",
        f"{low}来块",
        f"约{yuan}元",
        f"也就{yuan}元上下",
        f"接近{high}",
        f"小{high}元",
        f"{low}块钱出点头",
    ]
    return Mutated(draft.with_text(index, rng.choice(ways)), f"确切的是{slot.text}")


@cache
def _claims() -> list[str]:
    return (Path(__file__).parent / "claims.txt").read_text(encoding="utf-8").splitlines()


def claim_added(draft: Draft, world: World, rng: random.Random) -> Mutated | None:
    """A claim that no evidence has, put behind or before the true words."""
    claim = rng.choice(_claims())
    numbers = set(re.findall(r"\d+", claim))
    if numbers and numbers <= _numbers_of(draft):
        return None
    text = draft.text
    if rng.random() < 0.3:
        return Mutated(claim + text, claim)
    if rng.random() < 0.3:
        return Mutated(text.rstrip("。~") + "，" + claim, claim)
    return Mutated(f"{text.rstrip('。')}。{claim}", claim)


def comparison(draft: Draft, world: World, rng: random.Random) -> Mutated | None:
    """A difference to an earlier or a struck-through price that is not the true one."""
    if draft.case is None:
        return None
    saving = draft.case.quote.saving // 100
    wrong = saving + rng.choice((-50, -20, 10, 30, 100, 200))
    truths = {saving} | {step.saving // 100 for step in draft.case.quote.steps}
    if wrong <= 0 or wrong in truths:
        return None
    way = rng.choice(
        ("比原价便宜{}", "比平时省{}元", "比日常价低了{}块", "相当于省{}", "直降{}元", "立减{}")
    )
    said = rng.choice((str(wrong), str(wrong), spelt(wrong, rng).removesuffix("元")))
    return Mutated(f"{draft.text.rstrip('。')}，{way.format(said)}。", f"省的是{saving}元")


def sum_wrong(draft: Draft, world: World, rng: random.Random) -> Mutated | None:
    """Arithmetic whose result, or one of whose parts, is not so."""
    if draft.case is None or not draft.case.quote.saving:
        return None
    quote = draft.case.quote
    first, second = quote.list_price // 100, quote.saving // 100
    delta = rng.choice((10, 50, 100, 150, -10))
    third = first - second
    shown = rng.choice(
        (
            f"{first}-{second}={third + delta}",
            f"{first}-{second + delta}={third - delta}",
            f"{first + delta}-{second}={third + delta}",
        )
    )
    wrong = {int(n) * 100 for n in re.findall(r"\d+", shown)}
    true = {fact.value for fact in draft.ledger.facts if not isinstance(fact.value, datetime)}
    if wrong <= true:
        return None
    return Mutated(f"{draft.text.rstrip('。')}，{shown}。", f"{first}-{second}={third}")


def another_case(draft: Draft, world: World, rng: random.Random) -> Mutated | None:
    """The words name a case by themselves, the figure is another case's."""
    told = told_wrong(draft.case, world, rng) if draft.case else None
    return Mutated(*told) if told else None


MUTATIONS: Mapping[str, Mutation] = {
    "数字改了": number_changed,
    "换了写法": respelled,
    "角色互换": roles_swapped,
    "别的角色的数": another_role,
    "名目换了": relabelled,
    "单位换了": unit_changed,
    "时间挪了": time_moved,
    "时段互换": phases_swapped,
    "商品换了": product_swapped,
    "名字改了": name_distorted,
    "件数改了": pieces_changed,
    "参数改了": attribute_changed,
    "说成约数": vague,
    "加了主张": claim_added,
    "比较错了": comparison,
    "算式错了": sum_wrong,
    "别的情形的数": another_case,
}
