"""One service flow 服务流程 as a shop writes it: steps, what must be known, what is said, limits.

A step is passed when everything it ``needs`` is known and what it has to ``say`` has been said. A
step with neither is passed by any reply: the buyer's question was answered there.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cached_property
from itertools import product
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from service.pricing.money import Yuan

TRADE_FLOWS: Mapping[str, str] = {
    "product": "商品咨询",
    "promotion": "活动咨询",
    "order_change": "修改订单信息",
    "complaint": "投诉处理",
    "out_of_stock": "商品缺货",
    "hurry_delivery": "催发货",
    "freight_refund": "快递费报销",
    "delivery_fault": "签收异常",
    "wrong_goods": "错发漏发",
    "return_7days": "7天无理由退货",
    "quality_return": "质量退货",
    "refund_unshipped": "未发货仅退款",
    "refund_shipped": "已发货仅退款",
    "return_refund": "退货退款",
    "dispute": "纠纷",
    "small_payment": "小额打款",
    "gift_claim": "赠品申请",
    "rejection": "拒收",
    "exchange": "换货",
    "repair": "维修",
    "sensitive": "敏感问题报备",
}
"""The trade's flows by their scene."""

_DEADLINE = re.compile(r"([1-9]\d{0,2})(分钟|小时|天)")
_UNITS = {"分钟": "minutes", "小时": "hours", "天": "days"}
_AMOUNT = re.compile(
    r"(?:[¥￥]\s*(?P<signed>\d[\d,]*(?:\.\d+)?))|"
    r"(?P<plain>\d[\d,]*(?:\.\d+)?)\s*(?:元|块|rmb)|"
    r"(?P<han>[〇零一二两三四五六七八九十百千万]+)\s*(?:元|块钱)",
    re.IGNORECASE,
)


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"正则写法有误（{error}）：请改正") from None
    return text


def _scene(text: str) -> str:
    if text not in TRADE_FLOWS:
        raise ValueError(f"没有场景 {text[:30]!r}：可用 {'、'.join(TRADE_FLOWS)}")
    return text


def _deadline(value: object) -> object:
    if not isinstance(value, str):
        return value
    found = _DEADLINE.fullmatch(value.strip())
    if found is None:
        raise ValueError("期限要写成 30分钟、24小时 或 3天")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def _some(value: object) -> object:
    """One value may stand without a list."""
    return (value,) if isinstance(value, str) else value


ItemId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,30}$")]
Pattern = Annotated[str, Field(min_length=1, max_length=600), AfterValidator(_pattern)]
Scene = Annotated[str, AfterValidator(_scene)]
Text = Annotated[str, Field(min_length=2, max_length=300)]
Label = Annotated[str, Field(min_length=1, max_length=20)]
Values = Annotated[tuple[Label, ...], BeforeValidator(_some), Field(min_length=1)]
Group = Literal["complaint", "price", "default"]
"""Who takes over, by ``handoff`` in shop.yaml."""


MOST_CHOSEN_BY = 3
"""Items by whose values the steps of one flow are chosen."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Item(_Part):
    """Something that a flow has to know; the head of ``flow_items.yaml`` explains the fields."""

    id: ItemId
    name: Label
    ask: Text
    read: Literal["order", "product", "money", ""] = ""
    told: tuple[Pattern, ...] = ()
    values: Mapping[Label, Pattern] = {}
    beside: Pattern | None = None
    lasting: bool = False

    @model_validator(mode="after")
    def _is_told_in_one_way(self) -> "Item":
        if sum(map(bool, (self.read, self.told, self.values))) != 1:
            raise ValueError("read、told、values 要写一项，也只能写一项")
        return self

    @cached_property
    def _patterns(self) -> Sequence[tuple[str, re.Pattern[str]]]:
        said = [("", re.compile("|".join(self.told)))] if self.told else []
        return [*said, *((value, re.compile(words)) for value, words in self.values.items())]

    def heard_in(self, text: str) -> str | None:
        """The value that the text tells, empty for an item without values; ``None`` if nothing."""
        for value, words in self._patterns:
            if any(self._told_by(clause, words) for clause in text.split("，")):
                return value
        return None

    def _told_by(self, clause: str, words: re.Pattern[str]) -> bool:
        found = words.search(clause)
        if found is None or self.beside is None or re.search(self.beside, clause):
            return found is not None
        return len(clause) - len(found[0]) <= MOST_BESIDE


MOST_BESIDE = 3
"""Characters that a clause which is nothing but the answer may have besides: 就昨天的."""


class Grant(_Part):
    """可当场答应: what an agent may grant in this flow, in fen; within ``authority``."""

    kind: Literal["compensation", "small_refund", "extra_discount"]
    at_most: Yuan


class Escalation(_Part):
    """When a person takes over: the buyer is ``angry``, asks for more than ``grants``
    (``over_limit``), says one of ``words``; the deadline is past (``overdue``), or the buyer was
    asked twice and did not tell (``stuck``)."""

    when: Literal["angry", "over_limit", "words", "overdue", "stuck"]
    to: Group = "default"
    words: tuple[Pattern, ...] = ()

    @model_validator(mode="after")
    def _words_where_they_are_meant(self) -> "Escalation":
        if (self.when == "words") != bool(self.words):
            raise ValueError("when 是 words 时要写 words，其余的不写")
        return self

    def said_in(self, text: str) -> bool:
        return any(re.search(words, text) for words in self.words)


class Step(_Part):
    """``only`` restricts it to buyers who told one of these values. ``to`` hands the conversation
    over when the step is reached and nothing is missing; ``go`` goes on with another flow."""

    name: Label
    needs: tuple[ItemId, ...] = Field(default=(), max_length=5)
    lead: Annotated[str, Field(max_length=120)] = ""
    ask: Mapping[ItemId, Text] = {}
    say: Annotated[str, Field(max_length=300)] = ""
    only: Annotated[Mapping[ItemId, Values], Field(max_length=MOST_CHOSEN_BY)] = {}
    to: Group | None = None
    go: Scene | None = None

    @model_validator(mode="after")
    def _asks_for_what_it_needs(self) -> "Step":
        if strange := [item for item in self.ask if item not in self.needs]:
            raise ValueError(f"ask 里的 {strange[0]} 不在 needs 里：请加上，或删掉")
        if self.go and (self.say or self.to):
            raise ValueError("go 转到别的流程，不能同时写 say 或 to")
        return self

    def applies(self, told: Mapping[str, str]) -> bool:
        """Whether it fits what was told; what is not told yet may fit."""
        return all(item not in told or told[item] in values for item, values in self.only.items())

    @property
    def texts(self) -> Iterator[tuple[str, str]]:
        """Everything that may reach a buyer, by its field."""
        yield from (("lead", self.lead), ("say", self.say))
        yield from ((f"ask.{item}", text) for item, text in self.ask.items())


class Flow(_Part):
    """A file of ``flows/``. ``within`` are scenes that are only asked beside it; an ``urgent`` one
    is begun whatever is under way, and left for none but another urgent one."""

    scene: Scene
    group: Literal["售前", "售后"]
    deadline: Annotated[timedelta | None, BeforeValidator(_deadline)] = None
    urgent: bool = False
    within: tuple[Scene, ...] = ()
    grants: Grant | None = None
    items: tuple[Item, ...] = ()
    steps: tuple[Step, ...] = Field(min_length=1, max_length=8)
    escalate: tuple[Escalation, ...] = ()

    @model_validator(mode="after")
    def _steps_are_told_apart(self) -> "Flow":
        names = [step.name for step in self.steps]
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise ValueError(f"有两个步骤都叫「{twice}」：请改成不同的名字")
        if len({item for step in self.steps for item in step.only}) > MOST_CHOSEN_BY:
            raise ValueError(f"only 一共最多用 {MOST_CHOSEN_BY} 种信息来分支：请拆成几个流程")
        return self

    @property
    def name(self) -> str:
        """As the trade calls it."""
        return TRADE_FLOWS[self.scene]

    @cached_property
    def _ways(self) -> Sequence[tuple[Mapping[str, str], int]]:
        """Every combination of the values that steps are chosen by, and how many steps it has."""
        values: dict[str, set[str]] = {}
        for step in self.steps:
            for item, wanted in step.only.items():
                values.setdefault(item, {""}).update(wanted)
        told = [dict(zip(values, one, strict=True)) for one in product(*values.values())]
        return [(way, sum(step.applies(way) for step in self.steps)) for way in told]

    def longest(self, told: Mapping[str, str]) -> int:
        """How many steps there can be for a buyer who told these values."""
        fit = (
            of
            for way, of in self._ways
            if all(told.get(item, value) == value for item, value in way.items())
        )
        return max(fit, default=sum(step.applies(told) for step in self.steps))

    @property
    def limit(self) -> int:
        """The most that an agent may grant here, in fen."""
        return self.grants.at_most if self.grants else 0


def amounts_in(text: str) -> Iterator[str]:
    """Amounts of money as a script writes them, in digits or Chinese numerals, without the sign."""
    for found in _AMOUNT.finditer(unicodedata.normalize("NFKC", text)):
        yield (found["signed"] or found["plain"] or found["han"]).replace(",", "")
