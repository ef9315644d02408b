"""Reading a burst for the basket: what is named, counted and wished, segment by segment.

Nothing is picked in silence: a mention that fits several products and nothing settles becomes an
open question. How the items change is ``items``.
"""

import re
from dataclasses import dataclass, field, replace

from service.conversations.state import Certainty, OpenQuestion, Stage, State

from .items import Items
from .lexicon import Lexicon, Skus
from .products import Kind, Phrase, phrases, told_apart
from .quantity import Count, Op, counts, paired
from .references import Reference, Way, meant, reference_in
from .wishes import Wish, denied, joint, wish_of

_COUPON = re.compile(r"[大小]的(?:那|这)?张(?:优惠|店铺)?券?|(?:那|这)张[大小]的")
"""A coupon's own words name no goods: 小的那张."""
_CHOOSES = re.compile(r"要|就|还是|选|的")
_SINGLED_OUT = re.compile(
    r"^(?:那|要|就要|就|看看?|换)?(.{1,5})[的款](?:也|呢|那|多少|吗|看|什么|$)"
)
_CAME = re.compile(r"(?:送|发|寄|收)(?:来|到|过来)?的(?:是|却|居然|怎么)")
_CODE = re.compile(r"x\d{1,2}")
_LATIN = re.compile(r"[a-z]{2,}")
_INSTEAD = re.compile(r"不要.{1,8}(?:要|换)(?!不)")


@dataclass(slots=True)
class Basket(Items):
    """Reads a burst's segments and changes the items as they say.

    ``unclear`` are segments without a name, which may tell open choices apart when all is read.
    """

    unclear: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, state: State, turn: int, burst: str, lexicon: Lexicon) -> "Basket":
        return cls(
            lexicon,
            turn,
            list(state.basket),
            state.focus,
            state.spoken_of,
            state.open if state.open and state.open.kind == "product" else None,
            joint(burst),
            bool(_INSTEAD.search(burst)),
            state.stage is not None and state.stage.value is Stage.INSALE,
        )

    def read(self, text: str, *, listed: bool = False, ahead: bool = False) -> None:
        """One segment of a purchase; ``listed``: of a list that the burst began before it,
        ``ahead``: what it counts is named right after it (再来一台，静悦的)."""
        if _CAME.search(text):
            return  # 送来的是灰的 says what came, not what is wanted
        text = _COUPON.sub("", self.lexicon.coupon_names.sub("", text))
        found = phrases(text, self.lexicon)
        wish = wish_of(text)
        numbers = counts(text, found)
        counted, loose = paired(found, numbers)
        reference = reference_in(text)
        if wish is Wish.CLEAR:
            self._clear()
            return
        if wish is Wish.SWAP and len(found) > 1 and self._aims_at(found[0]):
            found, counted = found[1:], {at - 1: count for at, count in counted.items() if at}
        several = len(found) > 1 or listed
        for index, phrase in enumerate(found):
            self._phrase(text, phrase, wish, counted.get(index), several=several)
        if not found:
            self._pointed(text, reference, wish)
        for count in loose:
            if not self.items and not found and _CODE.fullmatch(text):
                continue  # x2 before any product is a name, if anything
            if ahead and not found and count.op is Op.MORE:
                kept = OpenQuestion("product", (), self.turn - 1, (), count.number)
                self.open = replace(kept, counted=Certainty.SAID, adding=bool(self.items))
            else:
                self._count(count)
        if self.together and not found and len(self.items) < 2:
            self._rejoin()

    def _aims_at(self, phrase: Phrase) -> bool:
        """冰箱换成对开门的: the first product named is what goes, if the basket has one."""
        held = [item.sku for item in self.items if item.sku in phrase.skus]
        if held:
            self.focus = (held[-1],)
        return bool(held)

    def _phrase(
        self, text: str, phrase: Phrase, wish: Wish, count: Count | None, *, several: bool
    ) -> None:
        if denied(text, phrase.start):
            self._drop(phrase.skus)
            return
        if wish is Wish.REMOVE and self.open and phrase.skus & frozenset(self.open.choices):
            self.open = None  # 先不看空调
            return
        if wish is Wish.REMOVE and self.instead and self._drop(phrase.skus):
            return
        if wish is Wish.REMOVE and self._remove(phrase.skus, count):
            return
        if wish is Wish.ADD and "也" in text and phrase.skus & {item.sku for item in self.items}:
            wish = Wish.NONE  # 大1匹的也要两台 is two in all
        skus = self._resolved(phrase, wish)
        reference = reference_in(text)
        if len(skus) > 1 and reference is not None:
            skus = self._pointed_among(skus, reference)
        if len(skus) == 1:
            self.put(next(iter(skus)), phrase.certainty, wish, count, several=several)
        else:
            closer = told_apart(text, self.lexicon, skus)  # 十字门冰箱: two of five
            rest = text[: phrase.start] + "\n" + text[phrase.end :]
            latin = "\n".join(_LATIN.findall(rest))  # 那个IH的电饭锅
            one = told_apart(latin, self.lexicon, skus)
            if len(one) == 1 and not self.open:
                self.put(next(iter(one)), Certainty.INFERRED, wish, count, several=several)
            else:
                self._ask(closer if len(closer) > 1 else skus, wish, count)

    def _pointed(self, text: str, reference: Reference | None, wish: Wish) -> None:
        """No product is named: 便宜的那个, 两个都要, or words that tell open choices apart."""
        if reference is None:
            if (self.open and self.open.choices) or not (self.items or self.focus):
                self.unclear.append(text)
            else:
                self._singled_out(text, wish)
            return
        among = self._among(reference, wish)
        skus = meant(reference, among, self.lexicon)
        if reference.way is Way.ALL and len(skus) > 1:
            self._put_all(skus)
        elif len(skus) == 1 and wish is Wish.REMOVE:
            self._remove(frozenset(skus), None)
        elif len(skus) == 1:
            together = len({item.turn for item in self.items}) == 1 < len(self.items)
            chooses = reference.way in (Way.NTH, Way.LAST) or _CHOOSES.search(text)
            if wish is Wish.NONE and together and chooses:
                wish = Wish.ONLY  # two were asked about, 要小的那个
            self.put(skus[0], Certainty.INFERRED, wish, None)
        elif len(skus) > 1:
            self._ask(frozenset(skus), wish, None)

    def _pointed_among(self, skus: Skus, reference: Reference) -> Skus:
        """便宜点的1.5匹, 刚才那个冰箱: one of what the noun leaves."""
        if reference.way is Way.FORMER:
            before = [item.sku for item in self.spoken_of if item.sku in skus]
            return frozenset(before[:1]) or skus
        if reference.way not in (Way.CHEAP, Way.DEAR, Way.SMALL, Way.LARGE):
            return skus
        return frozenset(meant(reference, tuple(sorted(skus)), self.lexicon)) or skus

    def settle(self) -> None:
        """When all is read: words without a name may tell open choices apart (燃气的, 静音那款)."""
        choices = frozenset(self.open.choices) if self.open else frozenset()
        if self.instead and self.unclear and len(choices) == 1:
            self.put(next(iter(choices)), Certainty.INFERRED, Wish.NONE, None)
            return
        for text in self.unclear if choices else ():
            picked = told_apart(text, self.lexicon, choices)
            if len(picked) == 1:
                self.put(next(iter(picked)), Certainty.INFERRED, wish_of(text), None)
                return

    def _singled_out(self, text: str, wish: Wish) -> None:
        """就要电的, 燃气的也看下: of those compared, or called as what is held is."""
        held = {item.sku for item in self.items}
        compared = frozenset(self.focus) if len(self.focus) > 1 else frozenset[str]()
        among = compared if compared and _CHOOSES.search(text) else frozenset[str]()
        if not among and _SINGLED_OUT.search(text) and len(held) == 1:
            among = self.lexicon.kin.get(next(iter(held)), frozenset())
        picked = told_apart(text, self.lexicon, among) if len(among) > 1 else frozenset()
        if len(picked) == 1 and (compared or not picked & held):
            self.put(next(iter(picked)), Certainty.INFERRED, wish, None)

    def _among(self, reference: Reference, wish: Wish) -> tuple[str, ...]:
        """The products in question: choices, those just compared, the basket, what came before."""
        if self.open and len(self.open.choices) > 1:
            return self.open.choices
        if reference.way is Way.FORMER:
            return tuple(item.sku for item in self.spoken_of)
        if len(self.focus) > 1:
            return self.focus
        if len(self.items) > 1 and wish is not Wish.SWAP:
            return tuple(item.sku for item in self.items)
        held = self.items[-1].sku if self.items else (self.focus[0] if self.focus else "")
        if reference.way in (Way.CHEAP, Way.DEAR, Way.SMALL, Way.LARGE):
            return self._relatives(held)
        return (*(item.sku for item in self.spoken_of[:1]), held) if self.spoken_of else ()

    def _relatives(self, held: str) -> tuple[str, ...]:
        """The variants of what is held, or else all that are called as it is."""
        siblings = self.lexicon.siblings.get(held, frozenset())
        return tuple(sorted(siblings if len(siblings) > 1 else self.lexicon.kin.get(held, ())))

    def _resolved(self, phrase: Phrase, wish: Wish) -> Skus:
        """What the phrase means here: among open choices, among variants, what is held already."""
        choices = frozenset(self.open.choices) if self.open else frozenset()
        if phrase.skus & choices:
            return phrase.skus & choices
        held = frozenset(item.sku for item in self.items)
        focus = frozenset(self.focus) & held or held
        if phrase.kind is Kind.VALUE:
            return self._variant(phrase.skus, focus, wish)
        if phrase.kind is Kind.NAME:
            return phrase.skus
        if wish is Wish.SWAP:
            others = phrase.skus - held
            return (others & self._family(focus)) or others or phrase.skus
        if wish is not Wish.ADD and not self.put_now:
            return (phrase.skus & focus) or (phrase.skus & held) or phrase.skus
        return phrase.skus

    def _variant(self, skus: Skus, focus: Skus, wish: Wish) -> Skus:
        """A colour or size alone: of the series held, else of its category, else of the shop."""
        if wish is not Wish.SWAP and skus & focus:
            return skus & focus
        family = self._family(focus)
        categories = {self.lexicon.category_of[held] for held in focus}
        category = {s for s, name in self.lexicon.category_of.items() if name in categories}
        return (skus & family) or (skus & category) or skus

    def _family(self, focus: Skus) -> Skus:
        return frozenset().union(*(self.lexicon.siblings[sku] for sku in focus))

    def compare_with(self, phrase: Phrase) -> bool:
        """白的能便宜多少: what is held beside one other, if the phrase means one."""
        held = self.items[-1].sku
        others = self._resolved(phrase, Wish.SWAP) - {held}
        if len(others) != 1:
            return False
        self.focus = (held, *others)
        return True
