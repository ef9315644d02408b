"""The basket's items while a burst is read: taken out, remembered, found again.

What was in the basket before stays known (``spoken_of``), so that 一起多少钱 and 刚才那个 find it
again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from service.conversations.state import Certainty, Item, OpenQuestion

from .lexicon import Lexicon, Skus
from .quantity import Count

MAX_REMEMBERED = 8


@dataclass(slots=True)
class HeldItems:
    """The basket while a burst is read; ``put_now`` are the SKUs this burst has put in or meant.

    ``together``: everything the burst speaks of is one basket; ``instead``: what is not wanted is
    replaced (不要电的，要燃气的); ``ordered``: what the basket holds is bought already; ``edited``:
    changed by a segment that asks nothing; ``part``: some pieces of an item change (其中一台换),
    ``alike``: all of them (都要大的); ``recounted``: pieces of what it held changed. What it has
    taken out is ``removed``; ``counted_now`` are the SKUs whose pieces this burst told, ``fresh``
    those it has put in anew, ``lineup``
    the products that were last told side by side, in that order. ``vacated``: somebody's piece was
    taken out, and what comes in its place comes beside the rest.
    """

    lexicon: Lexicon
    turn: int
    items: list[Item]
    focus: tuple[str, ...]
    spoken_of: tuple[Item, ...]
    open: OpenQuestion | None
    together: bool
    instead: bool = False
    ordered: bool = False
    edited: bool = False
    part: bool = False
    recounted: bool = False
    alike: bool = False
    removed: list[str] = field(default_factory=list)
    put_now: list[str] = field(default_factory=list)
    counted_now: set[str] = field(default_factory=set)
    fresh: set[str] = field(default_factory=set)
    lineup: tuple[str, ...] = ()
    vacated: bool = False

    def label(self, labels: Sequence[str], skus: Sequence[str], pieces: int) -> None:
        """``pieces`` of the one of ``skus`` are for these people or places, and no other item."""
        if not labels or len(set(skus)) != 1:
            return
        each = pieces // len(labels) or 1
        own = tuple((label, each) for label in labels)
        for item in self.items:
            others = tuple(one for one in item.of if one[0] not in labels)
            of = (*others, *own) if item.sku == skus[0] else others
            self._replace(item, replace(item, of=of))

    def _rejoin(self, most: int = 2) -> None:
        """一起多少钱 with nothing named: what was spoken of before comes back."""
        there = {item.sku for item in self.items}
        wanted = (item for item in self.spoken_of if item.certainty is not Certainty.ASSUMED)
        back = [item for item in wanted if item.sku not in there]
        for item in reversed(back[:most]):
            self.items.insert(0, replace(item, certainty=Certainty.INFERRED))

    def _remove(self, skus: Skus, count: Count | None) -> bool:
        """Whether anything of ``skus`` was in the basket to be taken out."""
        out = [item for item in self.items if item.sku in skus]
        if not out:
            return False
        self.removed += [item.sku for item in out]
        for item in out[-1:] if count else out:
            if count and count.number < item.quantity:
                less = replace(item, quantity=item.quantity - count.number, turn=self.turn)
                self._replace(item, replace(less, counted=Certainty.SAID))
            else:
                self._keep([other for other in self.items if other.sku != item.sku])
                self._forget(item.sku)
        return True

    def _drop(self, skus: Skus) -> bool:
        """What was understood but not meant; its quantity waits for what was. Whether any was."""
        out = [item for item in self.items if item.sku in skus]
        if not out:
            return False
        self.removed += [item.sku for item in out]
        self._keep([item for item in self.items if item.sku not in skus])
        kin = self.lexicon.kin.get(out[-1].sku, frozenset()) - {item.sku for item in out}
        self.open = OpenQuestion(
            "product",
            tuple(sorted(kin)) if self.instead else (),
            self.turn - 1,  # what answers it may come in this very burst
            (),
            out[-1].quantity,
            out[-1].counted,
            adding=bool(self.items),
        )
        return True

    def looked_at(self, item: Item) -> None:
        """Asked about beside what is in the basket: 这个多少 and 一起 find it again."""
        self._remember([item])
        self.focus = (item.sku,)

    def _clear(self) -> None:
        self._keep([])
        self.open, self.focus = None, ()

    def _keep(self, items: Iterable[Item]) -> None:
        kept = list(items)
        gone = [item for item in self.items if item.sku not in {k.sku for k in kept}]
        self._remember(gone)
        self.items = kept

    def _remember(self, gone: Sequence[Item]) -> None:
        fresh = {item.sku for item in gone}
        older = (item for item in self.spoken_of if item.sku not in fresh)
        self.spoken_of = (*reversed(gone), *older)[:MAX_REMEMBERED]

    def _forget(self, sku: str) -> None:
        """Taken out by name: 一共 does not bring it back, 刚才那个 does."""
        self.spoken_of = tuple(
            replace(item, certainty=Certainty.ASSUMED) if item.sku == sku else item
            for item in self.spoken_of
        )

    def _replace(self, old: Item, new: Item) -> None:
        self.items = [new if item.sku == old.sku else item for item in self.items]

    def _drop_what_it_does(self, sku: str) -> None:
        """洗烘一体 comes in the place of the washer and of the dryer."""
        own = self.lexicon.measures[sku]
        part = [i.sku for i in self.items if self.lexicon.measures[i.sku] < own and i.sku != sku]
        kinds = {self.lexicon.category_of[one] for one in part if self.lexicon.measures[one]}
        if kinds == {self.lexicon.category_of[sku]}:
            done = {s for s in part if self.lexicon.category_of[s] in kinds} - set(self.put_now)
            done = {s for s in done if self.lexicon.measures[s]}
            self._keep([item for item in self.items if item.sku not in done])

    def _take_only(self, held: Item | None) -> None:
        """What was not taken does not come back by 一共, except what this burst has put in."""
        kept = [i for i in self.items if i is held or (self.together and i.sku in self.put_now)]
        gone = [item.sku for item in self.items if item not in kept]
        self._keep(kept)
        for sku in gone:
            self._forget(sku)

    def _join(self, held: Item) -> None:
        """2匹那台也换3匹的, where 3匹 is there already: as many more of it."""
        focused = [i for i in self.items if i.sku in self.focus and i is not held]
        if len(focused) != 1:
            return
        (out,) = focused
        more = replace(
            held, quantity=held.quantity + out.quantity, turn=self.turn, of=(*held.of, *out.of)
        )
        self._keep([item for item in self.items if item is not out])
        self._replace(held, more)

    def _all_become(self, sku: str, certainty: Certainty) -> bool:
        """都要1.5匹的: all pieces of its kind, where the basket has only that kind."""
        kin = self.lexicon.kin.get(sku, frozenset())
        if len(self.items) < 2 or any(item.sku not in kin for item in self.items):
            return False
        pieces = sum(item.quantity for item in self.items)
        self._keep([])
        self.recounted = True
        self.items = [Item(sku, pieces, self.turn, certainty, Certainty.INFERRED)]
        self.put_now.append(sku)
        self.focus = (sku,)
        return True

    def _focused(self) -> Item:
        """What a count of nothing named counts: the last in focus, else the last of all."""
        focused = [item for item in self.items if item.sku in self.focus]
        return (focused or self.items)[-1]
