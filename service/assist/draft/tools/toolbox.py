"""The tools of one reply: run as asked, remember what they gave as evidence."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from pydantic import BaseModel

from knowledge.types import Hit
from service.assist.ground import Evidence, Search, may_be_told
from service.pricing import PricingError, explanation

from ..generated import passage_text
from ..messages import Message, Tool, ToolCall
from ..prompts import block_of
from ..tool_texts import ToolTexts
from .arguments import BadArguments, QuoteArguments, SearchArguments, offered, read
from .naming import coupon_of, sku_of
from .what_if import WhatIf, what_if

FOUND = 3
"""Passages that one search gives."""


class Toolbox:
    """``quotes`` and ``hits`` are what the tools have given so far."""

    def __init__(self, evidence: Evidence, search: Search, texts: ToolTexts) -> None:
        self._evidence = evidence
        self._search = search
        self._texts = texts
        self._runners: Mapping[str, Callable[[str], Callable[[], str]]] = {
            "quote": self._quoting,
            "search": self._searching,
        }
        self.quotes: list[WhatIf] = []
        self.hits: list[Hit] = []

    @property
    def tools(self) -> tuple[Tool, ...]:
        return _tools(self._texts)

    def run(self, calls: Sequence[ToolCall]) -> tuple[list[Message], bool]:
        """A tool message for every call, and whether all were well formed.

        All are read before any runs: beside a malformed one nothing runs.
        """
        ready: list[Callable[[], str]] = []
        problems: dict[int, str] = {}
        for place, call in enumerate(calls):
            try:
                ready.append(self._read(call))
            except BadArguments as error:
                problems[place] = str(error)
        if not problems:
            results = [run() for run in ready]
        else:
            general = "、".join(dict.fromkeys(problems.values()))
            results = [self._mend(problems.get(at, general)) for at in range(len(calls))]
        pairs = zip(calls, results, strict=True)
        told = [Message("tool", text, answers=call.id) for call, text in pairs]
        return told, not problems

    def _read(self, call: ToolCall) -> Callable[[], str]:
        if call.name not in self._runners:
            raise BadArguments(f"没有这个工具，可用：{'、'.join(self._runners)}")
        return self._runners[call.name](call.arguments)

    def _mend(self, problem: str) -> str:
        return self._texts.replies.mend.replace("{{problem}}", problem)

    def _quoting(self, arguments: str) -> Callable[[], str]:
        asked = read(QuoteArguments, arguments)
        evidence = self._evidence
        items = tuple((sku_of(evidence, i.product), i.quantity) for i in asked.items or ())
        if len({sku for sku, _ in items}) < len(items):
            raise BadArguments("items 里同一件商品写了两次")
        add = [coupon_of(evidence, name) for name in asked.add_coupons]
        drop = [coupon_of(evidence, name) for name in asked.drop_coupons]
        return lambda: self._quote(items, add, drop)

    def _quote(self, items: tuple[tuple[str, int], ...], add: list[str], drop: list[str]) -> str:
        replies = self._texts.replies
        try:
            other = what_if(self._evidence, items, add, drop)
        except PricingError as error:
            return replies.no_price.replace("{{reason}}", str(error))
        if other is None:
            own = self._evidence.quote
            return block_of(replies.quote.block, explanation(own) if own else "")
        self.quotes.append(other)
        conditions = "、".join(f"「{condition}」" for condition in other.conditions)
        told = f"{other.sentence}\n{explanation(other.quote)}"
        say = replies.quote.say.replace("{{conditions}}", conditions)
        return f"{block_of(replies.quote.block, told)}\n{say}"

    def _searching(self, arguments: str) -> Callable[[], str]:
        asked = read(SearchArguments, arguments)
        sku = sku_of(self._evidence, asked.product) if asked.product else None
        return lambda: self._found(asked.query, sku)

    def _found(self, query: str, sku: str | None) -> str:
        evidence, replies = self._evidence, self._texts.replies.search
        skus = frozenset({sku}) if sku else frozenset(i.sku for i in evidence.state.basket)
        found = self._search.search(evidence.shop.id, query, at=evidence.at, skus=skus, limit=FOUND)
        found = [hit for hit in found if may_be_told(hit.passage)]
        texts = [(hit, passage_text(hit.passage, evidence)) for hit in found]
        usable = [(hit, text) for hit, text in texts if text]
        if not usable:
            return block_of(replies.block, replies.nothing)
        self.hits.extend(hit for hit, _ in usable)
        return block_of(replies.block, "\n".join(text for _, text in usable))


@lru_cache(maxsize=4)
def _tools(texts: ToolTexts) -> tuple[Tool, ...]:
    """The same for every message; building the schemas takes longer than asking them."""
    return tuple(offered(name, form, texts.tools[name]) for name, form in _FORMS.items())


_FORMS: Mapping[str, type[BaseModel]] = {"quote": QuoteArguments, "search": SearchArguments}
