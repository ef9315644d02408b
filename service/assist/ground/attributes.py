"""What the catalogue says of a product where a buyer asks for it: 多宽, 吵不吵, 几级能效.

One row a thing that is measured: the words that ask for it, and the attributes that answer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.conversations.state import Intent, Question, State
from service.shops import Product, Shop

MOST = 3
"""Products told side by side."""

_ASKED: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(words), keys)
    for words, keys in (
        (r"尺寸|长宽高|占地|多大个|(?:塞|放|装|摆)(?:得|不)?(?:下|进)", ("宽", "深", "高")),
        (r"宽", ("宽",)),
        (r"高(?!温|压|档|端)", ("高",)),
        (r"深|厚(?!釜)", ("深",)),
        (r"噪音|噪声|吵|声音|分贝|静音|db", ("噪音",)),
        (r"吸力", ("吸力",)),
        (r"续航|能用多久|用多长时间", ("续航",)),
        (r"(?:烘|干)(?:多少|几|得了)|烘干容量|一次烘", ("烘干容量",)),
        (
            r"(?<!烘干)容量|多少升|几升|多大容量|洗多少|几公斤|多少公斤",
            ("容量", "洗涤容量", "清水箱"),
        ),
        (r"功率|多少瓦|几瓦|耗电|多少w", ("功率", "微波功率")),
        (r"能效|几级", ("能效",)),
        (r"重量|多重|多沉|几斤", ("重量",)),
        (r"面积|多大(?:的)?(?:房|屋|客厅|卧室)|几平|多少平|平方", ("适用面积",)),
        (r"制冷量", ("制冷量",)),
        (r"制热量", ("制热量",)),
        (r"颜色|什么色|啥色", ("颜色",)),
        (r"几个人|多少人|几口人|人数", ("适用人数",)),
        (r"转速", ("转速",)),
        (r"温度|多少度", ("温度",)),
        (r"水箱", ("清水箱", "污水箱")),
        (r"气源|天然气|液化气|煤气", ("气源",)),
        (r"(?:多久|几个月|多长时间).{0,4}换|寿命", ("寿命",)),
        (r"内胆", ("内胆",)),
        (r"废水", ("纯废水比",)),
    )
)


@dataclass(frozen=True, slots=True)
class Told:
    """Attributes of one product, as the catalogue words them."""

    product: Product
    values: tuple[tuple[str, str], ...]

    def text(self) -> str:
        return f"{self.product.short}{'、'.join(f'{key}{value}' for key, value in self.values)}"


def attributes_asked(question: Question, state: State, shop: Shop) -> tuple[Told, ...]:
    """What is asked of each product the question is about; empty where one of them has no answer."""
    if question.intent is not Intent.QUESTION:
        return ()
    products = [p for sku in _about(question, state) if (p := shop.catalogue.get(sku))]
    told = tuple(Told(p, tuple(_values(question.text, p))) for p in products[:MOST])
    return told if told and len(products) <= MOST and all(one.values for one in told) else ()


def _about(question: Question, state: State) -> tuple[str, ...]:
    if question.skus:
        return question.skus
    held = tuple(item.sku for item in state.basket)
    focus = tuple(sku for sku in state.focus if sku in held)
    return held if len(held) == 1 else focus or held


def _values(text: str, product: Product) -> Iterator[tuple[str, str]]:
    wanted = [keys for words, keys in _ASKED if words.search(text)]
    for keys in wanted[:2]:
        for name, value in product.attributes.items():
            if any(name.endswith(key) or name == key for key in keys):
                yield name, value
