"""What is said of a person or a place changes their piece alone."""

import re
from dataclasses import dataclass

from service.conversations.state import Certainty, Item

from .counting import Counting
from .owners import labels_in, owned, pieces_of, speaks_of_them
from .products import Phrase
from .quantity import Count, Op
from .wishes import Wish

BARE = re.compile(
    r"(?:那|就|先|也|还是|都|给我|帮我|算了|这个|那个)*(?:不要|不买|不拍|去掉|拿掉|删掉|删了|取消|不需要|不考虑|用不(?:上|着))"
    r"(?:它|这个|那个)?(?:了)?(?:吧|啊|呀)?"
)
"""Without a name: what was named right before is not wanted (烤箱家里有了，不要)."""
_OWN_WAY = re.compile(r"自己(?:去|会|有|已经)?(?:买|弄|解决|搞|有了?$)")
_WANTS = re.compile(r"要|就|还是|选|的|拿|来|买")


@dataclass(slots=True)
class Owned(Counting):
    """``owner``: the item whose owner or place the burst spoke of last."""

    owner: str = ""

    def _owner(self, text: str) -> Item | None:
        """The item whose owner or place the segment speaks of; it stays spoken of in the burst."""
        if (item := owned(self.items, text)) is not None:
            self.owner, self.focus = item.sku, (item.sku,)
        elif labels_in(text):
            self.owner = ""
        elif speaks_of_them(text) and not self.owner:
            told = [item for item in self.items if item.of]
            self.owner = told[0].sku if len(told) == 1 else ""
        return next((i for i in self.items if i.sku == self.owner), None)

    def _of_its_owner(
        self, owner: Item, text: str, wish: Wish, found: list[Phrase], loose: list[Count]
    ) -> bool:
        """弟弟也要灰的, 丈母娘不要豆浆机, 他又不要了: his piece alone changes."""
        here = owned([owner], text) is not None or speaks_of_them(text) or BARE.fullmatch(text)
        if loose:
            return False
        if _OWN_WAY.search(text):
            wish = Wish.REMOVE  # 我舅说他自己买
        if wish is Wish.REMOVE and here and all(owner.sku in phrase.skus for phrase in found):
            self._remove(frozenset({owner.sku}), Count(0, 0, pieces_of(owner, text), Op.LESS))
            self.vacated = True
            return True
        kin = self.lexicon.siblings[owner.sku] - {owner.sku}
        other = kin & found[0].skus if len(found) == 1 else frozenset[str]()
        if len(other) == 1 and wish in (Wish.NONE, Wish.ADD) and _WANTS.search(text):
            self.focus = (owner.sku,)
            self.put(next(iter(other)), Certainty.SAID, Wish.SWAP, None)
            return True
        return False
