"""How many pieces a segment tells, of what it names and of what is there."""

import re
from dataclasses import dataclass, field, replace

from service.conversations.state import Certainty, OpenQuestion

from . import people
from .naming import Naming
from .products import Phrase
from .quantity import Count, Op, counts
from .wishes import HALF, Wish

_IN_ALL = re.compile(r"下来|一共|总共|合计|一起|总|打包|全部|一块")
CODE = re.compile(r"x\d{1,2}")


_AS_MANY = re.compile(r"(?:同样|一样|相同)(?:的)?(?:数量|件数|台数)|一样多|同样多")


def _each_set(counts: list[Count]) -> bool:
    return all(count.op is Op.SET and not count.each for count in counts)


@dataclass(slots=True)
class Counting(Naming):
    """``shares`` are pieces told one by one for their places (一台给我妈，一台自己用); ``homes`` of
    六间房, where 每间一台 is told."""

    shares: list[tuple[str, int]] = field(default_factory=list)
    homes: int = 1

    def _numbers(self, text: str, found: list[Phrase]) -> list[Count]:
        """The segment's counts without shares; for each home where it says so."""
        if (relative := self._relative(text, found)) is not None:
            return [relative]
        one = len(found) == 1 or (not found and len(self.items or self.focus) == 1)
        per_home = people.per_home(text) or (one and "各" in text)
        if self.homes == 1 or not per_home:
            numbers = counts(text, found)
            if len(numbers) > 1 and not found and _each_set(numbers) and people.places(text) > 1:
                # 一台主卫一台客卫: one after the other, for one order
                numbers = [replace(count, share=True) for count in numbers]
            return [count for count in numbers if not self._given(count, found)]
        return [
            replace(count, number=count.number * self.homes, share=False)
            for count in counts(text, found, each_home=True)
        ]

    def _relative(self, text: str, found: list[Phrase]) -> Count | None:
        """同样数量的微波炉, 砍掉一半: by what is there."""
        if not self.items:
            return None
        held = next((i for p in found for i in self.items if i.sku in p.skus), None)
        if match := _AS_MANY.search(text):
            number = (held or self._focused()).quantity
            return Count(match.start(), match.end(), number) if number > 1 else None
        if (match := HALF.search(text)) and (held or self._focused()).quantity > 1:
            return Count(match.start(), match.end(), (held or self._focused()).quantity // 2)
        return None

    def _count_loose(
        self, text: str, loose: list[Count], found: list[Phrase], *, ahead: bool
    ) -> None:
        """Counts of nothing that the segment names."""
        for count in loose:
            if not self.items and not found and CODE.fullmatch(text):
                continue  # x2 before any product is a name, if anything
            if ahead and not found and count.op is Op.MORE:
                kept = OpenQuestion("product", (), self.turn - 1, (), count.number)
                self.open = replace(kept, counted=Certainty.SAID, adding=bool(self.items))
            elif _IN_ALL.search(text) and self._says_all(count):
                continue  # 四台下来多少, of two and two
            elif not (count.explains and self._counted_already()):
                self._count_what_is_meant(count)

    def _says_all(self, count: Count) -> bool:
        pieces = sum(item.quantity for item in self.items)
        same = count.op is Op.SET and not count.each and count.number == pieces
        return len(self.items) > 1 and same

    def _count_what_is_meant(self, count: Count) -> None:
        """Of what was asked about last, where that is not in the basket; else of the basket."""
        looked = self.focus[0] if len(self.focus) == 1 else ""
        if looked and self.items and not self.put_now and looked not in self.held():
            self.put(looked, Certainty.INFERRED, Wish.NONE, count)
        else:
            self._count(count)

    def _given(self, count: Count, found: list[Phrase]) -> bool:
        """Whether the count is one share of what is ordered; shares are added up at the end."""
        if not count.share or found:
            return False
        there = self._focused().sku if self.items else ""  # named behind: 我家一台，我姐家一台
        target = self.put_now[-1] if self.put_now else there
        self.shares.append((target, count.number))
        return True

    def _counted_already(self) -> bool:
        return bool(self.items) and self._focused().sku in self.counted_now

    def _settle_shares(self) -> None:
        if not self.items:
            return
        skus = {sku or self._focused().sku for sku, _ in self.shares}
        if len(self.shares) > 1 and len(skus) == 1 and not skus & self.counted_now:
            self.focus = tuple(skus)
            self._count(Count(0, 0, sum(number for _, number in self.shares)))

    def _one_place_less(self, text: str) -> bool:
        """次卧不装了, of one for each room."""
        one = len(self.items) == 1 and self.items[0].quantity > 1
        return one and people.places(text) == 1
