"""Rules that contradict each other, told when a rulebook is loaded."""

from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import combinations, product

from .promotion import ItemPromotion, Promotion
from .rules.cross_store import CrossStore
from .rules.official_reduction import OfficialReduction
from .window import Window


def contradictions(promotions: Sequence[Promotion], valid: Window) -> Iterator[str]:
    """Every contradiction as a sentence that names the promotions and the remedy."""
    outside = list(_outside(promotions, valid))
    if outside:
        yield from outside
        return
    yield from _duplicates(promotions)
    yield from _exclusions(promotions)
    yield from _official_beside_cross_store(promotions, valid)


def _outside(promotions: Sequence[Promotion], valid: Window) -> Iterator[str]:
    for promotion in promotions:
        start, end = promotion.start or valid.start, promotion.end or valid.end
        if not start < end:
            yield f"{promotion.id} 的结束时间不晚于开始时间：请核对 from / to"


def _duplicates(promotions: Sequence[Promotion]) -> Iterator[str]:
    seen: set[str] = set()
    for promotion in promotions:
        if promotion.id in seen:
            yield f"编号 {promotion.id} 重复：每条优惠要有自己的编号"
        seen.add(promotion.id)


def _exclusions(promotions: Sequence[Promotion]) -> Iterator[str]:
    """An exclusion is mutual, so it is written on one side; a circle of them wants a group."""
    known = {promotion.id for promotion in promotions}
    kinds = {promotion.kind for promotion in promotions}
    named = {promotion.id: promotion.excludes for promotion in promotions}
    for promotion in promotions:
        for name in sorted(promotion.excludes - known - kinds):
            yield f"{promotion.id}.excludes：没有编号或种类 {name}，请核对"
    circle = _circle({name: others & known for name, others in named.items()})
    if circle:
        yield (
            f"{' → '.join(circle)} 的互斥绕成了圈：互斥是相互的，"
            "两条之间只写一边；几条只能用一条请写同一个 group"
        )


def _circle(named: Mapping[str, frozenset[str]]) -> list[str]:
    """The ids of a cycle of exclusions, empty if there is none."""
    try:
        TopologicalSorter(named).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def _official_beside_cross_store(promotions: Sequence[Promotion], valid: Window) -> Iterator[str]:
    """官方立减 excludes 跨店满减 on one item [A29]; told by scope, before any cart is priced."""
    official = [p for p in promotions if isinstance(p, OfficialReduction)]
    cross = [p for p in promotions if isinstance(p, CrossStore)]
    for one, other in product(official, cross):
        if _overlap(one.window(valid), other.window(valid)) and one.scope.surely_shares(
            other.scope
        ):
            yield f"{one.id} 与 {other.id}：官方立减和跨店满减不能用于同一商品，请改适用范围"


def _overlap(one: Window, other: Window) -> bool:
    return one.start < other.end and other.start < one.end


def doubtful(promotions: Sequence[Promotion], valid: Window) -> Iterator[str]:
    """What is priced all the same but hardly meant: two item deals for one product at one time.

    The better one wins [A28], so nothing is refused; whoever keeps the rules should know.
    """
    deals = [p for p in promotions if isinstance(p, ItemPromotion)]
    for one, other in combinations(deals, 2):
        together = getattr(one, "adds_to_presale", False) or getattr(
            other, "adds_to_presale", False
        )
        apart = bool(one.group and one.group == other.group) or _exclude(one, other)
        if together or apart or not _overlap(one.window(valid), other.window(valid)):
            continue
        if one.scope.surely_shares(other.scope):
            yield (
                f"{one.id} 与 {other.id} 在同一时间给同一商品定单品价：按优惠大的一条算，"
                "不是本意请改时间或适用范围"
            )


def _exclude(one: Promotion, other: Promotion) -> bool:
    return bool(one.excludes & {other.id, other.kind} or other.excludes & {one.id, one.kind})
