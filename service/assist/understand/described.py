"""Goods called by what they do or have: 打豆浆的那个, 烧天然气的, 那个洗衣服带烘干的.

The words before 的 are held against the names and values of every product, two characters at a
time; the products that share most of what few others have are meant. It is ``INFERRED``: the reply
names them.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from service.conversations.state import Certainty

from .lexicon import Lexicon, Skus
from .products import Kind, Mention

_NOMINAL = re.compile(
    r"(?P<words>[\u4e00-\u9fff]{2,12}?)的(?=$|那|这|机|玩意|东西|家伙|家电|电器|多少|怎么|什么价|啥价|几钱|有吗|有没有|吗|呢|嘛|吧|一[样个台]|也|要|来|她|他|，)"
)
_DENIED = re.compile(r"没|不(?!用)|无(?!线)|别的|一样|同样|同款")
_HAN_PAIR = re.compile(r"[\u4e00-\u9fff]{2}")
_USES: Mapping[str, tuple[str, ...]] = {
    "电饭煲": ("煮饭", "烧饭", "做饭", "煮粥", "蒸饭"),
    "破壁机": ("榨汁", "打汁", "做豆浆", "打米糊", "榨果汁"),
    "空气炸锅": ("炸薯条", "炸鸡", "炸东西", "不用油"),
    "烤箱": ("烤蛋糕", "烤面包", "烘焙", "烤东西", "烤红薯"),
    "微波炉": ("热饭", "热菜", "热牛奶", "加热饭"),
    "吸尘器": ("吸灰", "吸尘", "吸猫毛", "吸狗毛"),
    "洗地机": ("拖地", "洗地", "擦地"),
    "扫地机": ("扫地", "自动扫"),
    "烘干机": ("烘衣服", "干衣服", "烘衣"),
    "热水器": ("洗澡", "烧水洗"),
    "净水器": ("净水", "过滤水", "滤水", "喝水"),
    "冰箱": ("冷藏", "冻东西", "保鲜"),
    "洗衣机": ("洗衣服", "洗衣裳"),
    "空调": ("制冷", "吹冷气"),
}
"""What a thing is for, where its name does not say so."""

_BEHIND_VERB = re.compile(r"[台个件套]|换成?|改成?|要|买|来|拿|选")
_SAYS_NOTHING = frozenset({"便宜", "宜的", "那款", "房间", "冰箱"})
"""Pairs in names that buyers use of anything."""

MOST = 4
"""A pair of characters that more products share says nothing."""


@dataclass(frozen=True)
class Described:
    """Pairs of characters → the products that have them in their names and values."""

    by_pair: Mapping[str, Skus]
    by_use: Mapping[str, Skus]

    @classmethod
    def of(cls, lexicon: Lexicon) -> "Described":
        found: dict[str, set[str]] = defaultdict(set)
        for sku, text in lexicon.marks.items():
            for pair in {a + b for a, b in pairwise(text)}:
                if _HAN_PAIR.fullmatch(pair) and pair not in _SAYS_NOTHING:
                    found[pair].add(sku)
        nouns = dict(lexicon.categories.items()) | dict(lexicon.names.items())
        uses = {
            word: nouns[noun] for noun, words in _USES.items() if noun in nouns for word in words
        }
        return cls({pair: frozenset(skus) for pair, skus in found.items()}, uses)

    def mentions(self, text: str) -> Iterator[Mention]:
        """Where the normalised text describes a product; it has no name for one."""
        for match in _NOMINAL.finditer(text):
            words = _BEHIND_VERB.split(match["words"])[-1][-8:]
            if len(words) < 2:
                continue
            skus = frozenset[str]() if _DENIED.search(match["words"]) else self._meant(words)
            if skus:
                start = match.end("words") - len(words)
                yield Mention(start, match.end(), skus, Kind.CATEGORY, Certainty.INFERRED)

    def among(self, text: str, skus: Skus) -> Skus:
        """带烘干功能的 beside 洗衣机: those of ``skus`` that have most of what the text says and
        not all of them have."""
        pairs = {a + b for a, b in pairwise(text)}
        had = [self.by_pair[pair] & skus for pair in pairs if pair in self.by_pair]
        told = [some for some in had if 0 < len(some) < len(skus)]
        if not told or _DENIED.search(text):
            return frozenset()
        most = max(sum(sku in some for some in told) for sku in skus)
        return frozenset(s for s in skus if sum(s in some for some in told) == most)

    def _meant(self, words: str) -> Skus:
        shared: dict[str, int] = defaultdict(int)
        telling = False
        for pair in {a + b for a, b in pairwise(words)}:
            skus = self.by_pair.get(pair, frozenset())
            telling = telling or 0 < len(skus) <= MOST
            for sku in skus:
                shared[sku] += 1
        for word, skus in self.by_use.items():
            if word in words:
                telling = True
                for sku in skus:
                    shared[sku] += len(word) - 1
        if not telling:
            return frozenset()
        most = max(shared.values())
        best = frozenset(sku for sku, number in shared.items() if number == most)
        return best if len(best) <= MOST else frozenset()
