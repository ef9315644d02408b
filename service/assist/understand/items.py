"""How the basket's items change: put in, counted, swapped, asked about."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.conversations.state import Certainty, Item, OpenQuestion

from .held_items import HeldItems
from .lexicon import Skus
from .quantity import Count, Op
from .wishes import Wish


@dataclass(slots=True)
class Items(HeldItems):
    """Puts products in, counts them, swaps them, asks which one is meant."""

    def put(
        self,
        sku: str,
        certainty: Certainty,
        wish: Wish,
        count: Count | None,
        *,
        several: bool = False,
    ) -> None:
        """``sku`` is meant now: one more, in the place of another, or what is asked about."""
        opened = self.open
        if (
            opened is not None
            and opened.turn == self.turn
            and opened.choices
            and (sku not in opened.choices)
        ):  # 空调要1.5匹的，冰箱要白色的: the first is still to be asked about
            self.open, opened, several = replace(opened, adding=True), None, True
        if opened is not None and opened.replaces in {item.sku for item in self.items}:
            self.focus, wish = (opened.replaces,), Wish.SWAP
        if opened is not None:
            count = count or _kept_count(opened)
            self.open = None
            self._remember_rival(opened, sku)
        held = next((item for item in self.items if item.sku == sku), None)
        all_of_it = count is None or count.number == sum(item.quantity for item in self.items)
        if self.alike and all_of_it and not several and self._all_become(sku, certainty):
            return
        if wish is Wish.ONLY and (held is None or count is None):
            self._take_only(held)
        if held is not None and wish is Wish.SWAP and count is None and not several:
            self._join(held)
        elif held is not None:
            self._put_back(held, certainty, wish, count)
        else:
            adding = bool(opened and opened.adding and not opened.replaces)
            quantity, counted = self._quantity(sku, wish, count, adding=adding or several)
            item = Item(sku, quantity, self.turn, certainty, counted)
            self._place(item, wish, several=several, adding=adding)
            self.fresh.add(sku)
        if count is not None and not count.explains:
            self.counted_now.add(sku)
        if wish in (Wish.SWAP, Wish.NONE) and not several:
            self._drop_what_it_does(sku)
        self.put_now.append(sku)
        self.focus = tuple(dict.fromkeys(self.put_now))

    def _remember_rival(self, opened: OpenQuestion, sku: str) -> None:
        """Of two that were asked about, 另一款 is the one that was not taken."""
        others = [choice for choice in opened.choices if choice != sku]
        if len(others) == 1 and others[0] not in {item.sku for item in self.items}:
            rival = Item(others[0], opened.quantity, self.turn, Certainty.ASSUMED)
            self._remember([rival])

    def _put_back(self, held: Item, certainty: Certainty, wish: Wish, count: Count | None) -> None:
        """It is in the basket already: another quantity, or only spoken of again."""
        if count is None or (count.explains and held.sku in self.counted_now):
            return
        self.recounted = True
        more = replace(count, op=Op.MORE) if wish is Wish.ADD and count.op is Op.SET else count
        self._replace(
            held,
            replace(
                held,
                quantity=more.after(held.quantity),
                turn=self.turn,
                counted=Certainty.SAID,
            ),
        )

    def _place(self, item: Item, wish: Wish, *, several: bool, adding: bool) -> None:
        beside = wish is Wish.ADD or adding or self.together or several
        if wish is Wish.SWAP and self.items and not adding:
            self._swap(self._swapped_out(item.sku), item)
        elif beside and wish is not Wish.ONLY:
            own = several and wish is not Wish.ADD and not adding
            if (own or self.ordered) and not self.put_now:
                self._keep([])  # 静悦和清风 begins a basket of its own; so does 再买 after an order
            self.items.append(item)
        else:
            self._keep([held for held in self.items if held.sku in self.put_now and self.together])
            self.items.append(item)

    def _swap(self, out: Item, item: Item) -> None:
        """All of ``out``, or as many pieces as were told of it (其中一台换成清风)."""
        if self.part and item.quantity < out.quantity:
            less = replace(out, quantity=out.quantity - item.quantity, turn=self.turn)
            self._replace(out, less)
            self.items.append(item)
        else:
            self._remember([out])
            self._replace(out, replace(item, of=out.of))

    def _quantity(
        self, sku: str, wish: Wish, count: Count | None, *, adding: bool
    ) -> tuple[int, Certainty]:
        if count is not None:
            return (count.number if count.op is not Op.LESS else 1), Certainty.SAID
        if wish is Wish.SWAP and self.items:
            out = self._swapped_out(sku)
            return out.quantity, out.counted
        if wish is Wish.NONE and not self.together and not adding:
            return self._carried(frozenset({sku}))
        return 1, Certainty.ASSUMED

    def _carried(self, skus: Skus) -> tuple[int, Certainty]:
        """两台静悦多少钱 → 清风呢: as many of another of the same category."""
        held = self.items[0] if len(self.items) == 1 else None
        if held and held.quantity > 1 and skus <= self.lexicon.kin.get(held.sku, frozenset()):
            return held.quantity, Certainty.INFERRED
        return 1, Certainty.ASSUMED

    def _swapped_out(self, sku: str) -> Item:
        """What the new product takes the place of: its own kind first, else what is in focus."""
        kin, category = self.lexicon.kin.get(sku, ()), self.lexicon.category_of.get(sku)
        hosts = self.lexicon.hosts.get(sku, ())
        items = [i for i in self.items if i.sku not in hosts] or self.items
        same = [i for i in items if i.sku in kin]
        alike = [i for i in items if self.lexicon.category_of.get(i.sku) == category]
        focused = [i for i in items if i.sku in self.focus]
        for near in (same, alike):
            if near:
                return ([i for i in near if i in focused] or near)[-1]
        return (focused or items)[-1]

    def _count(self, count: Count) -> None:
        """A count of nothing named: of each, or of what is in focus."""
        if not self.items and self.focus and not self.open:
            self._put_all(self.focus)  # 各来两台 of what an agent has advised
        if not self.items:
            question = self.open or OpenQuestion("product", (), self.turn)
            self.open = replace(question, quantity=count.number, counted=Certainty.SAID)
            return
        if count.each:
            if len(self.items) == 1 and self.spoken_of:
                self._rejoin(1)  # 一样一台 of what was looked at one after the other
            chosen = list(self.items)
        else:
            chosen = [self._focused()]
            self.recounted = True
        new = chosen[0].sku in self.fresh and chosen[0].sku not in self.counted_now
        for_others = len(chosen[0].of) > 1  # 爸妈那边要三门的，给我舅也来一台
        if count.op is Op.MORE and new and not for_others:
            count = replace(count, op=Op.SET)  # 小的也给我妈来一个 is the one that was just put in
        sure = count.each or len(self.items) == 1
        for item in chosen:
            if not count.explains:
                self.counted_now.add(item.sku)
            self._replace(
                item,
                replace(
                    item,
                    quantity=count.after(item.quantity),
                    turn=self.turn,
                    counted=Certainty.SAID if sure else Certainty.INFERRED,
                ),
            )

    def _put_all(self, skus: Sequence[str], each: Count | None = None) -> None:
        opened, self.open = self.open, None
        there = {item.sku for item in self.items}
        for sku in skus:
            if sku not in there:
                count = each.number if each else opened.quantity if opened else 1
                advised = next((i for i in self.spoken_of if i.sku == sku), None)
                of = advised.of if advised else ()
                self.items.append(Item(sku, count, self.turn, Certainty.INFERRED, of=of))
        self.focus = tuple(skus)
        self.put_now += skus

    def ask(self, skus: Skus, wish: Wish, count: Count | None) -> None:
        """Several fit: which one is to be asked, with what was counted kept for the answer."""
        goes = self._goes(skus) if wish is Wish.SWAP and self.items else ""
        waits = self.open is not None and self.open.adding
        fuller = len(self.items) > 1 and wish is not Wish.ONLY
        beside = wish is Wish.ADD or self.together or waits or bool(goes) or fuller
        adding = bool(self.items) and beside
        quantity, counted = (count.number, Certainty.SAID) if count else (1, Certainty.ASSUMED)
        if count is None and self.open is not None:
            quantity, counted = self.open.quantity, self.open.counted
        elif count is None and not adding:
            quantity, counted = self._carried(skus)
        if not adding:
            self._keep([])
        self.open = OpenQuestion(
            "product", tuple(sorted(skus)), self.turn, (), quantity, counted, adding, goes
        )

    def _goes(self, skus: Skus) -> str:
        """What one of ``skus`` would take the place of, where the basket holds several things."""
        return self._swapped_out(min(skus)).sku if len(self.items) > 1 else ""


def _kept_count(opened: OpenQuestion) -> Count | None:
    if opened.counted is Certainty.ASSUMED and opened.quantity == 1:
        return None
    return Count(0, 0, opened.quantity)
