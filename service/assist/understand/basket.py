"""Reading a burst for the basket: what is named, counted and wished, segment by segment.

Nothing is picked in silence: a mention that fits several products and nothing settles becomes an
open question. What words mean here is ``meaning``, how the items change is ``items``.
"""

import re
from dataclasses import dataclass, replace

from service.conversations.state import Certainty, Item, Stage, State

from . import people
from .counting import CODE
from .lexicon import Lexicon
from .naming import AGAINST
from .owned import BARE, Owned
from .owners import labelled, labels_in, pieces_of
from .products import Phrase, marked, phrases
from .quantity import Count, Op, paired
from .references import Reference, Way, meant, reference_in
from .wishes import Wish, joint, verb_of_removal, wish_of

_COUPON = re.compile(r"[大小]的(?:那|这)?张(?:优惠|店铺)?券?|(?:那|这)张[大小]的")
"""A coupon's own words name no goods: 小的那张."""
_CHOOSES = re.compile(r"要|就|还是|选|的|拿|来|买")
_SINGLED_OUT = re.compile(
    r"^(?:那|要|就要|就|看看?|换|我要|还是要?)?(.{1,5})[的款](?:也|呢|那|多少|吗|看|什么|吧|要|来|就|了|$)"
)
_CAME = re.compile(r"(?:送|发|寄|收)(?:来|到|过来)?的(?:是|却|居然|怎么)")
_INSTEAD = re.compile(
    r"(?:(?<!要)不(?:要|买|拿|拍|用)|去掉|拿掉|换掉|取消|删掉|算了|不看).{0,10}?(?:(?<!不)要(?!不)|换|改)"
)
_THAT = re.compile(r"(?:就|要|按|听|拿|选)(?:要|拿|选)?(?:这|那|它|你)")
_BARGAINS = re.compile(
    r"便宜(?:一?点|些|吗|不|呗|嘛)(?!的|那)|优惠|打折|(?<!多)少(?:一?点|些|算)|降(?:一?点|些|价)"
)
"""能不能再便宜点 does not choose the cheap one."""

_ALIKE = re.compile(r"都(?:要|换|改|选|拿|来)")
_PART = re.compile(r"(?:其中|里面?|有)(?:的)?(?:\d+|[一两二三])[台个件]|[台个件](?:那个)?(?:换|改)")
_PART_OF_IT = re.compile(r"(?:其中|里面?)(?:的)?(?:\d+|[一两二三])[台个件](?:.{0,3})(?:换|改)")
_FOR_EACH = re.compile("各|每")
_SET = re.compile(
    r"(?:前面|刚才|刚刚|之前|原来|一?开始|最初|上面).{0,4}(?:那)?(?:套|几[个样件款]|[两三俩仨][个样件款台]?|些)|"
    r"(?:还是|回到|就).{0,3}(?:一套[两三]台|分开的|那套)"
)
_ONE_OF = re.compile(r"的(?:一|1)[个台件]$")
_MARKED = re.compile(r"^(?:还要|再来|再要|要|来)?(.{2,5}?)的")


def _taken_out(
    text: str, found: list[Phrase], counted: dict[int, Count]
) -> tuple[list[Phrase], dict[int, Count]]:
    """有烤箱就不要炸锅 takes out what is named behind the verb, 烤箱和炸锅不要了 what is before."""
    at = verb_of_removal(text)
    first = next((i for i, phrase in enumerate(found) if phrase.start >= at), 0)
    return found[first:], {i - first: count for i, count in counted.items() if i >= first}


def _all_ordered(state: State) -> bool:
    """Whether what the basket holds is bought already, and nothing was added since."""
    stage = state.stage
    if stage is None or stage.value is not Stage.INSALE:
        return False
    return all(item.turn <= stage.turn for item in state.basket)


@dataclass(slots=True)
class Basket(Owned):
    """Reads a burst's segments and changes the items as they say.

    ``adds_next``: 再加个小的，1.6升的那种.
    """

    quoted: bool = False
    adds_next: bool = False

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
            _all_ordered(state),
            lineup=state.lineup,
            partly=bool(_PART_OF_IT.search(burst)),
            homes=people.homes_told(burst),
            quoted=state.quoted,
        )

    def read(self, text: str, *, listed: bool = False, ahead: bool = False) -> None:
        """One segment of a purchase; ``listed``: of a list that the burst began before it,
        ``ahead``: what it counts is named right after it (再来一台，静悦的)."""
        if _CAME.search(text) or (self.items and people.as_a_gift(text)):
            return  # 送来的是灰的 says what came, not what is wanted
        self.alike = bool(_ALIKE.search(text)) and not listed
        text = self.without_coupons(text)
        found = phrases(text, self.lexicon)
        wish = wish_of(text)
        if found and wish is Wish.NONE and self.adds_next:
            wish = Wish.ADD
        self.adds_next = ahead and not found and wish is Wish.ADD
        counted, loose = paired(found, self._numbers(text, found))
        if wish is Wish.CLEAR:
            self._clear()
            return
        owner = self._owner(text)
        self.part = wish is Wish.SWAP and bool(owner or _PART.search(text))
        if owner is not None and self._of_its_owner(owner, text, wish, found, loose):
            return
        if wish is Wish.SWAP and found:
            found, counted = self._comes_for(owner, text, found, counted)
        if wish is Wish.REMOVE and len(found) > 1:
            found, counted = _taken_out(text, found, counted)
        self._put_named(text, found, counted, wish, listed=listed)
        if not found and (loose or not self.adds_next):
            self._unnamed(text, wish, loose, listed=listed)
        if not found and self.items and (loose or self.shares):
            pieces = loose[0].number if loose else self.shares[-1][1]
            pieces = len(labels_in(text)) if _FOR_EACH.search(text) else pieces
            self.label(labels_in(text), [self._focused().sku], pieces)
        self._count_loose(text, loose, found, ahead=ahead)
        if self.together and not found and len(self.items) < 2 and not self.recounted:
            self._rejoin()

    def _comes_for(
        self, owner: Item | None, text: str, found: list[Phrase], counted: dict[int, Count]
    ) -> tuple[list[Phrase], dict[int, Count]]:
        """What a swap brings; 次卧的换成大一匹 of three changes only what is for there."""
        found, counted = self.comes(text, found, counted)
        own = pieces_of(owner, text) if owner else 0
        if owner is not None and not counted and own < owner.quantity:
            counted = {0: Count(0, 0, own)}
        return found, counted

    def _put_named(
        self,
        text: str,
        found: list[Phrase],
        counted: dict[int, Count],
        wish: Wish,
        *,
        listed: bool,
    ) -> None:
        """Every product that the segment names, with its pieces and whose they are."""
        several = len(found) > 1 or listed
        for index, (phrase, labels) in enumerate(labelled(text, found)):
            # 洗烘一体换成滚筒加烘干机, 只要冰箱和烤箱
            beside = wish in (Wish.SWAP, Wish.ONLY) and index > 0
            own = Wish.ADD if beside else wish
            before = len(self.put_now)
            self.named(text, phrase, own, counted.get(index), several=several)
            count = counted.get(index)
            new = next((i.quantity for i in self.items if i.sku in self.fresh), 1)
            pieces = 1 if _FOR_EACH.search(text) else count.number if count else new
            self.label(labels, self.put_now[before:], pieces)

    def without_coupons(self, text: str) -> str:
        return _COUPON.sub("", self.lexicon.coupon_names.sub("", text))

    def _unnamed(self, text: str, wish: Wish, loose: list[Count], *, listed: bool) -> None:
        """No product is named: 便宜的那个, 不要, 婆婆家也要, 卧室的要两个."""
        if self._of_what_is_there(text, wish, loose) or self._earlier_set(text):
            return
        if loose and (item := self.called_in(text)):
            self.focus = (item.sku,)
        elif (
            listed and (loose or _ONE_OF.search(text)) and (sku := self._another_of_its_kind(text))
        ):
            self.put(sku, Certainty.INFERRED, wish, None, several=True)
        elif self._as_advised(text):
            self._put_all(self.focus, next((c for c in loose if c.each), None))
        elif AGAINST.search(text) and wish is Wish.NONE:
            return  # 大的塞不进去 is why the small one is wanted
        elif (reference := reference_in(text)) or not loose or self.open or CODE.fullmatch(text):
            self._pointed(text, reference, wish, listed=listed)

    def _of_what_is_there(self, text: str, wish: Wish, loose: list[Count]) -> bool:
        """不要, 次卧不装了, 婆婆家也要, 再来一台一样的: said of what the basket holds."""
        if wish is Wish.REMOVE and BARE.fullmatch(text):
            self._take_back()
        elif loose or not self.items:
            return False
        elif wish is Wish.REMOVE and self._one_place_less(text):
            self._count(Count(0, 0, 1, Op.LESS))
        elif wish is Wish.REMOVE and (item := self.called_before_verb(text)):
            out = frozenset({item.sku})  # 那燃气的不要了
            if not (self.instead and self._drop(out)):
                self._remove(out, None)
        elif wish is Wish.ONLY and (item := self.called_before_verb(text)):
            self._take_only(item)  # 只要机器
        elif people.also_wants(text):
            if not self._counted_already():
                self._count(Count(0, 0, 1, Op.MORE))
        elif people.same_again(text):
            self._count(Count(0, 0, 1, Op.MORE))
        else:
            return False
        return True

    def _earlier_set(self, text: str) -> bool:
        """还是前面那套: what was told together before takes the place of what is there."""
        if not _SET.search(text):
            return False
        turns = [item.turn for item in self.spoken_of]
        turn = next((one for one in turns if turns.count(one) > 1), None)
        earlier = [item for item in self.spoken_of if item.turn == turn]
        if turn is None or {item.sku for item in earlier} <= set(self.held()):
            return False
        self._keep([])
        self.items = [replace(i, certainty=Certainty.INFERRED) for i in reversed(earlier)]
        self.put_now += [item.sku for item in self.items]
        self.focus = tuple(self.put_now)
        return True

    def _as_advised(self, text: str) -> bool:
        """就要这个, 按你说的: what an agent spoke of, where nothing is chosen yet."""
        return not self.items and not self.open and bool(self.focus and _THAT.search(text))

    def _another_of_its_kind(self, text: str) -> str:
        """ih电饭煲两个，迷你的一个: another that is called as what was just put in."""
        match = _MARKED.match(text)
        kin = self.lexicon.kin.get(self._focused().sku, frozenset()) if self.items else frozenset()
        picked = marked(match[1], self.lexicon, kin) if match else frozenset()
        return next(iter(picked)) if len(picked) == 1 and not picked & set(self.held()) else ""

    def _take_back(self) -> None:
        """What this burst named last, else the one thing there is, is not wanted."""
        if self.open and self.open.choices:
            self.open = None
            return
        if self.removed:
            return
        named = self.put_now[-1:] or (self.held() if len(self.items) == 1 else [])
        self._remove(frozenset(named), None)

    def _pointed(
        self, text: str, reference: Reference | None, wish: Wish, *, listed: bool = False
    ) -> None:
        """便宜的那个, 两个都要, or words that tell open choices apart."""
        if reference is None:
            if (self.open and self.open.choices) or not (self.items or self.focus):
                self.unclear.append(text)
            else:
                self._singled_out(text, wish)
            return
        among = self.among(reference, wish)
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
            owner = next((i for i in self.items if i.sku == self.owner), None)
            own = pieces_of(owner, text) if owner and wish is Wish.SWAP else 0
            count = Count(0, 0, own) if owner and 0 < own < owner.quantity else None
            self.put(skus[0], Certainty.INFERRED, wish, count, several=listed)
        elif len(skus) > 1:
            self.ask(frozenset(skus), wish, None)

    def settle(self) -> None:
        """When all is read: words without a name may tell open choices apart (燃气的, 静音那款),
        and shares of one order make its quantity."""
        self._settle_shares()
        if self.instead and self.removed and not self.put_now and self.open:
            waits = self.open.turn < self.turn and self.items
            self.open = None if waits else self.open  # nothing came in its place
        choices = frozenset(self.open.choices) if self.open else frozenset()
        if self.instead and self.unclear and len(choices) == 1:
            self.put(next(iter(choices)), Certainty.INFERRED, Wish.NONE, None)
            return
        for text in self.unclear if choices else ():
            if _BARGAINS.search(text):
                continue
            picked = self.chosen(text, choices)
            if len(picked) == 1:
                self.put(next(iter(picked)), Certainty.INFERRED, wish_of(text), None)
                return

    def _singled_out(self, text: str, wish: Wish) -> None:
        """就要电的, 燃气的也看下: of those compared, or called as what is held is."""
        held = frozenset(self.held())
        compared = frozenset(self.focus) if len(self.focus) > 1 else frozenset[str]()
        among = compared if compared and _CHOOSES.search(text) else frozenset[str]()
        if not among and _SINGLED_OUT.search(text) and len(held) == 1:
            (one,) = held
            among = self.lexicon.kin.get(one, frozenset())
            siblings = self.lexicon.siblings.get(one, frozenset())
            nearest = self.chosen(text, siblings) if len(siblings) > 1 else frozenset[str]()
            among = siblings if len(nearest) == 1 else among
        picked = self.chosen(text, among) if len(among) > 1 else frozenset()
        if len(picked) == 1 and (compared or not picked & held):
            self.put(next(iter(picked)), Certainty.INFERRED, wish, None)
