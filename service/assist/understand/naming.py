"""What a segment wants done with a product that it names, in view of what is in the basket."""

import re
from dataclasses import dataclass, field, replace

from service.conversations.state import Certainty

from .lexicon import Skus
from .meaning import Meaning
from .owners import owned
from .products import Kind, Phrase, marked
from .quantity import Count
from .references import meant, reference_in
from .wishes import Wish, denied

AGAINST = re.compile(
    r"(?:塞|放|装|搬|进|抬)不(?:下|进|了|过)|不合适|太(?:贵|大|小|吵|高|宽|重|费)|不好看|不够用|不耐脏|难看|容易脏|"
    r"贵了|不喜欢|没必要"
)
"""Why something is not taken: 大的塞不进去."""

_OWNED = re.compile(
    r"(?:我家|家里|家中|我们?家|以前|去年)(?:已经|都|现在)?(?:有(?!没有)|买过|用的?是?|装的?是?)"
)
_WANTS = re.compile(r"要|换|买|来|就|选|拿")
_SWAPS = re.compile(
    r"替换掉?|换[成为掉]?|改[成为]?|[代顶]替|替掉?|取代|升级[成到为]?|(?<=\d)升(?=[a-z])"
)
_TAKES_THE_PLACE = re.compile(r"替|代|顶|取|换掉")
_BOTH_POLES = re.compile(
    r"大.{0,4}小|小.{0,4}大|两[个款种].{0,3}都|[两三][个款种](?:加|和|跟|，|分别|各)|(?:分别|各(?:自|多少|是|什么))"
)
_STILL = re.compile(r"还是|改|要.{1,8}[的款]")
_OF_THAT_KIND = re.compile(r"(?:要|换|选|看|改).{1,6}(?:的|那个|那款|款)")
_ENOUGH_OF_IT = re.compile(r"^的?(?:那|这)?[个台款]?也?(?:就行|就好|就可以|就够|够|足够)")
_ENDS_ONLY = re.compile(r"就行|就好|就可以|就够|够了|足够")
_BEHIND_THE_NAME = re.compile(r"^[^，]{0,3}(?:再|多|加|还要|又要)")
_PICKS = re.compile(r"^(?:那|好|行|嗯|算了)*(?:就|还是|选|定|拿|只能)")
_ASKS_FOR_IT = re.compile(r"要|换|买|来|拿|选|拍|看|也|多少|价|几钱|怎么卖|咋卖|呢|那[个款台种]")
MOST_AT_ONCE = 3
"""So many products may be meant by one noun where each is asked about: 大的小的分别多少."""


@dataclass(slots=True)
class Naming(Meaning):
    """Puts named products in, out or in the place of others. ``partly``: the burst changes some
    pieces of an item (其中一台换成清风); ``unclear`` are segments without a name, which may tell
    open choices apart when all is read."""

    partly: bool = False
    unclear: list[str] = field(default_factory=list)

    def comes(
        self, text: str, found: list[Phrase], counted: dict[int, Count]
    ) -> tuple[list[Phrase], dict[int, Count]]:
        """What a swap brings, with its counts; what goes is in the focus then.

        冰箱换成对开门的 names first what goes, 清风替换掉静悦 last, 大炸锅换小的 only that.
        """
        verb = _SWAPS.search(text)
        left = [p for p in found if verb and p.end <= verb.start()]
        right = found[len(left) :]
        if verb is None or not left:
            return found, counted
        if right and _TAKES_THE_PLACE.match(text, verb.start()) and self._goes_now(right[0]):
            return left, {at: count for at, count in counted.items() if at < len(left)}
        if not self._goes_now(left[-1]):
            return found, counted
        count = counted.get(len(left) - 1)
        if right:
            own = {at - len(left): each for at, each in counted.items() if at >= len(left)}
            return right, ({0: count} if count else {}) | own  # 清风其中一台换成静悦
        other = self._another_like(self.focus[0], text[verb.end() :])
        if other is None:
            return found, counted
        return [replace(left[-1], skus=other, kind=Kind.NAME)], {0: count} if count else {}

    def _goes_now(self, phrase: Phrase) -> bool:
        held = [item.sku for item in self.items if item.sku in phrase.skus]
        if held:
            self.focus = (held[-1],)
        return bool(held)

    def _another_like(self, sku: str, words: str) -> Skus | None:
        """小的, 带烘干的那个: another that is called as ``sku`` is."""
        kin = self.lexicon.kin.get(sku, frozenset())
        reference = reference_in(words)
        if reference is not None and len(kin) > 1:
            picked = frozenset(meant(reference, tuple(sorted(kin)), self.lexicon))
        else:
            others = kin - {sku}
            picked = self.chosen(words, others) if len(others) > 1 else frozenset()
        return picked if len(picked) == 1 and sku not in picked else None

    def named(
        self, text: str, phrase: Phrase, wish: Wish, count: Count | None, *, several: bool
    ) -> None:
        """One noun phrase of the segment ``text``."""
        phrase = replace(phrase, skus=self.with_mark(text, self.without(text, phrase.skus)))
        if phrase.kind in (Kind.CATEGORY, Kind.SERIES):
            phrase = replace(phrase, skus=self._owned_among(text, phrase.skus))
        held = frozenset(self.held()) & phrase.skus
        if self._gone(text, phrase, wish, count, held):
            return
        if wish is Wish.NONE and self._said_in_passing(text, count, held):
            return
        if wish is Wish.NONE and not held and self._only_described(text, phrase):
            return
        if self._answers_which(text, phrase):
            return
        if wish is Wish.SWAP and self.vacated:
            wish, self.vacated = Wish.ADD, False  # 丈母娘不要豆浆机，给她换个电饭煲
        wish = self._plainer(text, phrase, wish, count, held)
        phrase, wish = self._of_that_kind(text, phrase, wish, held)
        if not self._means_several(text, phrase, wish, count, held):
            self._put_one(text, phrase, wish, count, held, several=several)

    def _owned_among(self, text: str, skus: Skus) -> Skus:
        """卧室空调: of two in the basket the one that is told for there."""
        item = owned([i for i in self.items if i.sku in skus], text)
        return frozenset({item.sku}) if item else skus

    def _gone(self, text: str, phrase: Phrase, wish: Wish, count: Count | None, held: Skus) -> bool:
        """Whether the phrase says what is not meant or not wanted, and what that changes."""
        if denied(text, phrase.start):
            self._drop(self.resolved(phrase, Wish.NONE) if held else phrase.skus)
            return True
        if wish is not Wish.REMOVE:
            return False
        if self.open and phrase.skus & frozenset(self.open.choices):
            self.open = None  # 先不看空调
            return True
        if self.instead and self._drop(phrase.skus):
            return True
        # 烤箱家里有: it is not in the basket and is not wanted
        return self._remove(phrase.skus, count) or bool(self.items)

    def _said_in_passing(self, text: str, count: Count | None, held: Skus) -> bool:
        """大的塞不进去; 婆婆说要波轮, before 其中一台换波轮."""
        explains_part = self.partly and not count and bool(self.items)
        against = AGAINST.search(text)
        if not held and (_OWNED.search(text) or explains_part):
            return True
        return bool(against and not _WANTS.search(text, against.end()))

    def _answers_which(self, text: str, phrase: Phrase) -> bool:
        """用电的那种, of two water heaters that were asked about, is no oven."""
        guessed = phrase.kind is Kind.CATEGORY and phrase.certainty is Certainty.INFERRED
        choices = self.choices()
        if not guessed or not choices or phrase.skus & choices:
            return False
        self.unclear.append(text)
        return True

    def choices(self) -> Skus:
        """What was asked about and is still to be chosen from."""
        return frozenset(self.open.choices) if self.open else frozenset()

    def _only_described(self, text: str, phrase: Phrase) -> bool:
        """老公说卧室用旧的: words that happen to fit a product take no basket's place."""
        guessed = phrase.kind is Kind.CATEGORY and phrase.certainty is Certainty.INFERRED
        return guessed and bool(self.items) and not _ASKS_FOR_IT.search(text)

    def _of_that_kind(
        self, text: str, phrase: Phrase, wish: Wish, held: Skus
    ) -> tuple[Phrase, Wish]:
        """热水器要燃气的: another of the kind takes the place of the one that is there."""
        rest = text[phrase.end :]
        if phrase.kind is not Kind.CATEGORY or len(held) != 1 or not _OF_THAT_KIND.search(rest):
            return phrase, wish
        other = marked(rest, self.lexicon, phrase.skus)
        if len(other) != 1 or other == held:
            return phrase, wish
        self.focus = tuple(held)
        return replace(phrase, skus=other, kind=Kind.NAME), Wish.SWAP

    def _put_one(
        self,
        text: str,
        phrase: Phrase,
        wish: Wish,
        count: Count | None,
        held: Skus,
        *,
        several: bool,
    ) -> None:
        """The one product the phrase means, or the question which."""
        there = wish is Wish.NONE and len(held) == 1 and count is not None
        skus = held if there else self.resolved(phrase, wish)
        reference = reference_in(text)
        if len(skus) > 1 and reference is not None:
            skus = self.pointed_among(skus, reference)
        certainty = phrase.certainty
        if len(skus) > 1:
            skus, sure = self.narrowed(text, phrase, skus)
            certainty = Certainty.INFERRED
            if not sure:
                self.ask(skus, wish, count)
                return
        if skus:
            self.put(next(iter(skus)), certainty, wish, count, several=several)

    def _plainer(
        self, text: str, phrase: Phrase, wish: Wish, count: Count | None, held: Skus
    ) -> Wish:
        """The wish in view of what is in the basket."""
        behind = text[phrase.end :]
        match wish:
            case Wish.ONLY if not count and not held and "够" in text:
                return self._instead_of_its_kind(phrase) or wish  # 2p够了
            case Wish.ONLY if not count and _ENDS_ONLY.search(behind):
                return wish if _ENOUGH_OF_IT.match(behind) else Wish.NONE  # 小一点就行
            case Wish.ADD if "也" in text and held and not (count and count.explains):
                return Wish.NONE  # 大1匹的也要两台 is two in all
            case Wish.ADD if len(held) == 1 and count and phrase.kind is not Kind.NAME:
                # 空调再加两台: of the one that is there
                own = count.explains or _BEHIND_THE_NAME.search(behind)
                return Wish.NONE if own else wish
            case Wish.SWAP if len(held) == 1 and count and len(phrase.skus) == 1:
                return Wish.NONE  # 改成10把吸尘器
            case Wish.NONE if len(held) == 1 and not self.alike and _PICKS.search(text):
                if self._was_to_choose(held):
                    self._take_only(next(i for i in self.items if i.sku in held))  # 那就大一匹
                return wish
            case Wish.NONE if not held and not count and self._only_a_mark(text, phrase):
                return self._instead_of_its_kind(phrase) or wish  # 炸锅还是要5升的
            case _:
                return wish

    def _only_a_mark(self, text: str, phrase: Phrase) -> bool:
        """还是要5升的; a colour or a size alone, which leaves the rest of a fuller basket there."""
        return bool(_STILL.search(text)) or phrase.kind is Kind.VALUE

    def _was_to_choose(self, held: Skus) -> bool:
        """Whether the basket's things were named together to choose one of them."""
        if self.put_now or not len({item.turn for item in self.items}) == 1 < len(self.items):
            return False
        kin = self.lexicon.kin.get(next(iter(held)), frozenset())
        return all(i.counted is Certainty.ASSUMED or i.sku in kin for i in self.items)

    def _instead_of_its_kind(self, phrase: Phrase) -> Wish | None:
        """A swap, where one thing of a fuller basket is of the phrase's kind."""
        kin = self.lexicon.kin
        alike = [sku for sku in self.held() if phrase.skus & kin.get(sku, frozenset())]
        alike = [sku for sku in alike if sku in phrase.noun] or alike  # 柜机要2匹的
        alike = [sku for sku in alike if sku in self.focus] or alike
        if not len(alike) == 1 < len(self.items) or self.put_now:
            return None
        self.focus = (alike[0],)
        return Wish.SWAP

    def _means_several(
        self, text: str, phrase: Phrase, wish: Wish, count: Count | None, held: Skus
    ) -> bool:
        """空调和冰箱 where two of it are held, or 炸锅大的小的: every one of them is meant."""
        if phrase.kind in (Kind.NAME, Kind.DEPOSIT) or len(phrase.skus) < 2:
            return False
        pieces = sum(item.quantity for item in self.items if item.sku in held)
        all_of_it = count is None or count.number in (pieces, len(held))
        several = len(held) > 1 and phrase.kind is Kind.CATEGORY
        if several and wish in (Wish.NONE, Wish.ONLY) and all_of_it:
            if wish is Wish.ONLY and not self.put_now:
                self._keep([item for item in self.items if item.sku in held])
            self.put_now += sorted(held)
            self.focus = tuple(dict.fromkeys(self.put_now))
            return True
        if len(phrase.skus) <= MOST_AT_ONCE and not held and _BOTH_POLES.search(text):
            self._put_all(sorted(phrase.skus, key=lambda sku: self.lexicon.prices[sku]), count)
            return True
        return False
