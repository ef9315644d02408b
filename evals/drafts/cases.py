"""Cases: what is bought, with which coupons, at which minute; its quote and its ledger."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

from knowledge.table_rows import Property, TableRow
from knowledge.types import Hit, Kind
from service.assist.ground import Evidence, ground, ledger_of
from service.assist.guard import Ledger
from service.assist.understand import build_lexicon, understand
from service.conversations.turns import Turn
from service.pricing import SHANGHAI, Cart, PricingError, Quote, price
from service.shops import Product, Shop, read_shop

BEGINNING = datetime(2026, 11, 5, 20, 30, tzinfo=SHANGHAI)
MINUTES = tuple(BEGINNING + timedelta(days=days) for days in (0, 6, 20, 35))
"""In the deposit phase, in the final phase, between the events, in the next event."""

COUPONS = ("", "用满2000减150的券", "用满1000减60的券", "用厨房小电满500减40的券")
MEMBERS = ("", "我是88VIP")


class Nothing:
    """A search that finds nothing: a case's evidence is the calculator's."""

    def search(
        self,
        shop_id: str,
        query: str,
        *,
        at: datetime,
        skus: frozenset[str] = frozenset(),
        kinds: frozenset[Kind] | None = None,
        limit: int = 5,
        previous: str = "",
    ) -> Sequence[Hit]:
        return ()

    def properties(self, at: datetime, sku: str) -> Sequence[Property]:
        return ()

    def table_rows(self, at: datetime, sku: str = "") -> Sequence[TableRow]:
        return ()

    def version(self, shop_id: str) -> str:
        return "v1"


@dataclass(frozen=True)
class Case:
    """One cart, priced; ``evidence.quote`` is there."""

    evidence: Evidence
    quote: Quote
    cart: Cart
    ledger: Ledger

    @property
    def product(self) -> Product:
        found = self.evidence.shop.catalogue.get(self.quote.lines[0].line.sku)
        assert found is not None  # noqa: S101 - the cart is of this catalogue
        return found

    @property
    def pieces(self) -> int:
        return sum(line.line.quantity for line in self.quote.lines)

    @property
    def single(self) -> bool:
        return len(self.quote.lines) == 1


class World:
    """The sample shop, and carts out of it by a seed."""

    def __init__(self, folder: Path) -> None:
        self.shop: Shop = read_shop(folder)
        self._lexicon = build_lexicon(self.shop)
        self._known: dict[tuple[object, ...], Case | None] = {}

    @cached_property
    def skus(self) -> list[str]:
        return [product.sku for product in self.shop.catalogue]

    @cached_property
    def names(self) -> frozenset[str]:
        """Everything the catalogue calls anything."""
        return frozenset(
            name
            for product in self.shop.catalogue
            for name in (product.sku, product.title, product.short, *product.aliases)
        )

    def case(
        self, skus: Sequence[str], pieces: int, coupon: str, member: str, at: datetime
    ) -> Case | None:
        """The case, ``None`` where nothing can be promised."""
        key = (*skus, pieces, coupon, member, at)
        if key not in self._known:
            self._known[key] = self._made(skus, pieces, coupon, member, at)
        return self._known[key]

    def _made(
        self, skus: Sequence[str], pieces: int, coupon: str, member: str, at: datetime
    ) -> Case | None:
        goods = "，".join(f"{sku}要{pieces}件" for sku in skus)
        words = "，".join(filter(None, (member, coupon, f"{goods}到手多少钱")))
        state = understand([Turn("customer", words)], self.shop, self._lexicon)
        if {i.sku: i.quantity for i in state.basket} != dict.fromkeys(skus, pieces):
            return None
        evidence = ground(state, self.shop, Nothing(), at)
        if evidence.quote is None:
            return None
        from service.assist.ground.basket import cart_of

        cart = cart_of(state, self.shop, evidence.priced_at)
        if cart is None:
            return None
        return Case(evidence, evidence.quote, cart, ledger_of(evidence))

    def cases(self, rng: random.Random) -> Iterator[Case]:
        """Endless, every product in turn."""
        while True:
            for sku in self.skus:
                skus = [sku]
                if rng.random() < 0.2:
                    skus.append(rng.choice([other for other in self.skus if other != sku]))
                pieces = rng.choice((1, 1, 2, 2, 3, 5))
                coupon, member = rng.choice(COUPONS), rng.choice(MEMBERS)
                found = self.case(skus, pieces, coupon, member, rng.choice((*MINUTES, MINUTES[0])))
                if found:
                    yield found

    def repriced(self, case: Case, sku: str, pieces: int) -> Quote | None:
        """The same cart with another product first, or in other pieces."""
        product = self.shop.catalogue.get(sku)
        first, *rest = case.cart.lines
        if product is None or any(line.sku == sku for line in rest):
            return None
        from dataclasses import replace

        line = replace(
            first,
            sku=sku,
            list_price=product.list_price,
            category=product.category,
            title=product.short,
            quantity=pieces,
        )
        try:
            return price(replace(case.cart, lines=(line, *rest)), case.evidence.rulebook)
        except (PricingError, ValueError):
            return None
