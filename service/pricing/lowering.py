"""How much of what one promotion saves is taken off the base of a later one.

Progressively every promotion measures what those before it left. In parallel mode only 跨店满减
does, and only where a shop's coupons lower its base (``cross_base``). A share is whole fen, so it
may be some fen off its due; a line that may be brought down to its floor takes no share for sure.
"""

from dataclasses import dataclass

from .checkout import Candidate, Checkout
from .money import Fen
from .promotion import Level


@dataclass(frozen=True, slots=True)
class Part:
    """What candidate ``index`` takes off the base of a later one. Of ``whole`` weights ``inside``
    lie in the later one's scope, and ``safe`` of those on lines with room for everything; as the
    shares are whole fen, they may be ``odd`` fen off. ``within``: all of its scope lies inside,
    ``safely``: on lines with room. ``rated``: its shares follow no weights."""

    index: int
    inside: int
    safe: int
    whole: int
    odd: int
    within: bool
    safely: bool
    rated: bool

    def most(self, saving: Fen) -> Fen:
        """What of a saving is taken off at most."""
        if self.within or self.rated:
            return saving
        return self._of(self.inside, saving)

    def outside(self, saving: Fen) -> Fen:
        """What of a saving is at most not taken off."""
        if self.within:
            return 0
        return saving if self.rated else self._of(self.whole - self.inside, saving)

    def sure(self, saving: Fen) -> Fen:
        """What of a saving is surely taken off."""
        if self.safely:
            return saving
        return 0 if self.rated else max(0, saving * self.safe // self.whole - self.odd)

    def _of(self, weight: int, saving: Fen) -> Fen:
        return min(saving, saving * weight // self.whole + self.odd)


def lowered_by(checkout: Checkout, cramped: int) -> list[list[Part]]:
    """What lowers the base of each candidate; ``cramped`` are the lines (bits) that everything
    together could bring to their floors."""
    candidates = list(enumerate(checkout.candidates))
    known: dict[int, int] = {}

    def weight(lines: int) -> int:
        if lines not in known:
            known[lines] = sum([w for i, w in enumerate(checkout.weights) if lines >> i & 1])
        return known[lines]

    def part(index: int, one: Candidate, lines: int) -> Part:
        own = one.reach.lines
        inside, safe = own & lines, own & lines & ~cramped
        return Part(
            index,
            inside=weight(inside),
            safe=weight(safe),
            whole=max(1, weight(own)),
            odd=own.bit_count(),
            within=inside == own,
            safely=safe == own,
            rated=bool(vars(one.promotion).get("percent_off")),
        )

    return [
        [
            part(index, one, later.reach.lines)
            for index, one in candidates[:turn]
            if _lowers(checkout, one, later)
        ]
        for turn, later in candidates
    ]


def _lowers(checkout: Checkout, one: Candidate, later: Candidate) -> bool:
    if later.level >= Level.MEMBER or not one.reach.lines & later.reach.lines:
        return False
    if not checkout.parallel:
        return True
    return later.promotion.kind == "cross_store" and checkout.lowers_cross_base(one)
