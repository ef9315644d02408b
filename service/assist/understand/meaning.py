"""What a phrase or a pointing word means here: among open choices, variants, the basket."""

import re
from dataclasses import dataclass

from service.conversations.state import Item

from .items import Items
from .lexicon import Skus
from .products import Kind, Phrase, told_apart
from .references import Reference, Way, meant, reference_in
from .wishes import Wish

_APART = re.compile(r"[和跟与及加、，,+]|还有|再|另外")
_LATIN = re.compile(r"[a-z]{2,}")
_WITHOUT = re.compile(
    r"(?:(?<!要)不(?:要|带|用|含|是|需要)|没有?|无|非)(?:那种|那个)?(?P<mark>[\u4e00-\u9fff]{2,4}?)(?:功能)?(?:的|那种|那个|那款|款|版)*(?:吧|了|呢|就行|就好|就可以)?$"
)

_WITH_ONE = re.compile(
    r"(?<!不)(?:带|有)(?P<mark>[\u4e00-\u9fff]{2,3}?)(?:功能)?(?:的|那种|那个|那款|款)"
)
_MARK = re.compile(r"(?:要|选|就|还是|用|拿|买)([\u4e00-\u9fff]{1,3})的")
_WITHOUT_ONE = re.compile(
    r"(?:不(?:带|要|用|含)?|没有?|无|非)(?P<mark>[\u4e00-\u9fff]{2,3}?)(?:功能)?(?:的|那种|那个|款)"
)
_MARK_OF_IT = re.compile(
    r"(?P<not>不)?(?:带|有|能)(?P<mark>[\u4e00-\u9fff]{2,3}?)(?:功能)?(?:的|那)(?:那)?[个款台种]?"
)
_MACHINE = re.compile(r"主机|(?<!一体)机器(?!人)")
"""What is no accessory: 只要机器, 滤芯不要."""
_CALLED = re.compile(
    r"(?P<words>[^，]{1,8}?)的(?:那|这)?(?:个|台|款|件|种)?(?:就|也|先|都|咱|我)*(?:不|别|去|删|拿|算|退|取消)|"
    r"(?:只|就|光)[要买留拿拍看](?P<only>[^，]{1,8}?)的"
)


@dataclass(slots=True)
class Meaning(Items):
    """The products that words mean; changes nothing but the focus."""

    def sides(self) -> tuple[str, ...]:
        """The line-up after this burst: what it asks about, compares or names together."""
        if self.open and len(self.open.choices) > 1:
            return self.open.choices
        fresh = self.focus if len(self.focus) > 1 else ()
        return fresh or self.lineup

    def still_in_focus(self) -> tuple[str, ...]:
        """The focus without what was taken out: 多少钱 is not asked of it."""
        gone = set(self.removed) - set(self.held())
        return tuple(sku for sku in self.focus if sku not in gone)

    def held(self) -> list[str]:
        return [item.sku for item in self.items]

    def resolved(self, phrase: Phrase, wish: Wish) -> Skus:
        """Among open choices, among variants, what is held already."""
        choices = frozenset(self.open.choices) if self.open else frozenset()
        if phrase.skus & choices:
            return phrase.skus & choices
        held = frozenset(self.held())
        sides = phrase.skus & frozenset(self.focus) if len(self.focus) > 1 else frozenset[str]()
        if (
            sides
            and phrase.kind is not Kind.NAME
            and not self.put_now
            and wish in (Wish.NONE, Wish.ONLY)
        ):
            return sides  # of those that were compared
        focus = frozenset(self.focus) & held or held or frozenset(self.removed)
        if phrase.kind is Kind.VALUE:
            return self._variant(phrase.skus, focus, wish)
        if phrase.kind is Kind.NAME:
            return phrase.skus
        if wish is Wish.SWAP:
            others = phrase.skus - held
            return (others & self._family(focus)) or others or phrase.skus
        if wish is Wish.ADD:
            return phrase.skus
        before = held - frozenset(self.put_now)
        return (phrase.skus & focus & before) or (phrase.skus & before) or phrase.skus

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

    def pointed_among(self, skus: Skus, reference: Reference) -> Skus:
        """便宜点的1.5匹, 刚才那个冰箱: one of what the noun leaves."""
        if reference.way in (Way.FORMER, Way.NTH, Way.OTHER):
            before = [item.sku for item in self.spoken_of if item.sku in skus]
            if before or reference.way is Way.FORMER:
                return frozenset(before[:1]) or skus
        if reference.way not in (Way.CHEAP, Way.DEAR, Way.SMALL, Way.LARGE):
            return skus
        return frozenset(meant(reference, tuple(sorted(skus)), self.lexicon)) or skus

    def narrowed(self, text: str, phrase: Phrase, skus: Skus) -> tuple[Skus, bool]:
        """十字门冰箱: two of five. True where words beside the noun settle it (那个IH的电饭锅)."""
        ahead, behind = _APART.split(text[: phrase.start])[-1], _APART.split(text[phrase.end :])[0]
        rest = f"{ahead}\n{behind}"
        one = told_apart("\n".join(_LATIN.findall(rest)), self.lexicon, skus)
        one = one if len(one) == 1 else self.lexicon.described.among(rest, skus)
        one = one if len(one) == 1 else self._small_or_large(text, phrase, skus)
        if len(one) == 1 and not self.open:
            return one, True
        closer = told_apart(text, self.lexicon, skus)
        return (closer if len(closer) > 1 else skus), False

    def _small_or_large(self, text: str, phrase: Phrase, skus: Skus) -> Skus:
        """小饭锅 of two is the small one."""
        before = text[max(0, phrase.start - 1) : phrase.start]
        way = {"小": Way.SMALL, "大": Way.LARGE}.get(before)
        if way is None or len(skus) != 2:
            return frozenset()
        return frozenset(meant(Reference(way, before), tuple(sorted(skus)), self.lexicon))

    def among(self, reference: Reference, wish: Wish) -> tuple[str, ...]:
        """The products in question: choices, the line-up, the basket, what came before."""
        one = len(self.items) == 1 and len(self.focus) < 2 and not self.open
        behind = reference.way is Way.LAST and reference.word.startswith("后")
        if behind and one and self.items[0].turn > self._told_at():
            return (self.spoken_of[0].sku, self.items[0].sku)  # 后面这个, of two told in turn
        if self.open and len(self.open.choices) > 1:
            return self.open.choices
        if reference.way is Way.FORMER:
            return tuple(item.sku for item in self.spoken_of)
        if len(self.focus) > 1 and not (
            reference.way in (Way.NTH, Way.LAST) and set(self.focus) < set(self.lineup)
        ):
            return self.focus
        held = self.items[-1].sku if self.items else (self.focus[0] if self.focus else "")
        if self._of_the_lineup(reference, held):
            if reference.way is Way.OTHER:
                return tuple(sorted(self.lineup, key=lambda sku: sku == held))
            return self.lineup
        if len(self.items) > 1 and wish is not Wish.SWAP:
            return tuple(self.held())
        if reference.way in (Way.CHEAP, Way.DEAR, Way.SMALL, Way.LARGE):
            return self._relatives(held)
        return (*(item.sku for item in self.spoken_of[:1]), held) if self.spoken_of else ()

    def _told_at(self) -> int:
        """The turn that what was spoken of before came up in; the present one where nothing was."""
        return self.spoken_of[0].turn if self.spoken_of else self.turn

    def _of_the_lineup(self, reference: Reference, held: str) -> bool:
        """第二个 counts in what was told side by side last, also when one of it has been taken."""
        if len(self.lineup) < 2 or len(self.items) > 1 or (held and held not in self.lineup):
            return False
        ways = (Way.NTH, Way.LAST, Way.OTHER, Way.CHEAP, Way.DEAR, Way.SMALL, Way.LARGE)
        return reference.way in ways and (reference.way is not Way.OTHER or len(self.lineup) == 2)

    def _relatives(self, held: str) -> tuple[str, ...]:
        """The variants of what is held, or else all that are called as it is."""
        siblings = self.lexicon.siblings.get(held, frozenset())
        return tuple(sorted(siblings if len(siblings) > 1 else self.lexicon.kin.get(held, ())))

    def compare_with(self, phrase: Phrase) -> bool:
        """白的能便宜多少: what is held beside one other, if the phrase means one."""
        held = self.items[-1].sku
        others = self.resolved(phrase, Wish.SWAP) - {held}
        if len(others) != 1:
            return False
        self.focus = self.lineup = (held, *others)
        return True

    def without(self, text: str, skus: Skus) -> Skus:
        """不带烘干的那个10公斤的: not those that are called by what is not wanted."""
        match = _WITHOUT_ONE.search(text)
        if match is None or len(skus) < 2:
            return skus
        left = frozenset(s for s in skus if match["mark"] not in self.lexicon.spoken[s])
        return left or skus

    def with_mark(self, text: str, skus: Skus) -> Skus:
        """滚筒带烘干那种: of the same series, the one that is called by it."""
        match = _WITH_ONE.search(text)
        if match is None or any(match["mark"] in self.lexicon.spoken[sku] for sku in skus):
            return skus
        series = frozenset().union(*(self.lexicon.siblings[sku] for sku in skus))
        return frozenset(s for s in series if match["mark"] in self.lexicon.spoken[s]) or skus

    def with_mark_of_it(self, text: str) -> tuple[str, ...]:
        """带烘干那个深多少: of the series or the kind of what is held, the one with that mark."""
        match = _MARK_OF_IT.search(text)
        held = self.held()
        if match is None or len(held) != 1:
            return ()
        for among in (self.lexicon.siblings[held[0]], self.lexicon.kin[held[0]]):
            has = frozenset(sku for sku in among if match["mark"] in self.lexicon.marks[sku])
            picked = among - has if match["not"] else has
            if has and len(picked) == 1:
                return tuple(picked)
        return ()

    def chosen(self, text: str, among: Skus) -> Skus:
        """The one of several that words without a name tell apart: 燃气的, 不要烘干的."""
        if match := _WITHOUT.search(text):
            with_it = told_apart(match["mark"], self.lexicon, among)
            return among - with_it if with_it else with_it
        picked = told_apart(text, self.lexicon, among)
        mark = _MARK.search(text)
        return picked or (told_apart(mark[1], self.lexicon, among) if mark else picked)

    def called_in(self, text: str) -> Item | None:
        """The item of the basket that a mark of its own singles out: 卧室的要两个."""
        if len(self.items) < 2:
            return None
        picked = told_apart(text, self.lexicon, frozenset(self.held()))
        return next((i for i in self.items if picked == {i.sku}), None)

    def called_before_verb(self, text: str) -> Item | None:
        """The one that 那燃气的不要了 or 只要机器 speaks of; what it says of the reason is left."""
        held = frozenset(self.held())
        if len(held) < 2 or reference_in(text) is not None:
            return None
        if _MACHINE.search(text):
            picked = held - self.lexicon.hosts.keys()
        else:
            match = _CALLED.search(text)
            picked = self.chosen(match["words"] or match["only"], held) if match else frozenset()
        return next((i for i in self.items if picked == {i.sku}), None)
