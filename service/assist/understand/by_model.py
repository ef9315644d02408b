"""Goods that no name gives away ("会自己倒垃圾的那个") are put to the model, where there is one.

It is asked only when a price is asked and the deterministic reading found no product, or several.
What it answers counts only if it is the JSON that was asked for and names products that the shop
has (and that were in question); it is ``INFERRED``, so the reply names them. Refused, late, wrong:
the deterministic reading stands.
"""

from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import replace
from itertools import pairwise

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from service.conversations.state import Certainty, Item, State
from service.conversations.turns import Turn
from service.shops import Product, Shop

from ..draft.errors import ModelError
from ..draft.lines import conversation, one_line
from ..draft.messages import Exchange
from ..draft.model import Model
from ..draft.prompts import Prompt
from ..guard import instructs
from ..privacy import Vault
from .intents import MONEY

MAX_OFFERED = 40
"""Products put to the model; of a larger catalogue those that share most with the words."""

MAX_TURNS = 6
MAX_ANSWER = 2_000


class _Item(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    sku: str
    quantity: int = Field(ge=1, le=999)


class _Reading(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    items: list[_Item] = Field(max_length=5)


def unsure(state: State) -> bool:
    """Whether a figure is asked of goods that are not known; orders to a model are no question."""
    if instructs(state.text):
        return False
    asks = any(question.intent in MONEY for question in state.questions)
    return asks and not state.basket and (state.open is None or state.open.kind == "product")


async def read_by_model(
    state: State,
    turns: Sequence[Turn],
    shop: Shop,
    model: Model,
    prompt: Prompt,
    *,
    seconds: float,
    exchange: Exchange,
) -> State:
    """The state with the goods that the model recognised, or as it was; ``exchange`` tells what it
    has cost."""
    offered, vault = _offered(state, shop), Vault()
    messages = prompt.render(
        catalogue="\n".join(f"{p.sku}：{p.title}（{'、'.join(p.aliases)}）" for p in offered),
        conversation=conversation(turns[-MAX_TURNS:-1], vault),
        question=one_line(state.text, vault),
    )
    answer = ""
    try:
        async with aclosing(model.stream(messages, deadline=seconds, exchange=exchange)) as chunks:
            async for chunk in chunks:
                answer += chunk
                if len(answer) > MAX_ANSWER:
                    return state
    except ModelError:
        return state
    return _with_reading(state, answer, {product.sku for product in offered})


def _offered(state: State, shop: Shop) -> list[Product]:
    if state.choices:
        return [p for sku in state.choices if (p := shop.catalogue.get(sku))]
    pairs = {a + b for a, b in pairwise(state.text)}

    def shared(product: Product) -> int:
        text = "".join((product.title, *product.aliases, *product.attributes.values()))
        return sum(pair in text for pair in pairs)

    return sorted(shop.catalogue, key=shared, reverse=True)[:MAX_OFFERED]


def _with_reading(state: State, answer: str, known: set[str]) -> State:
    text = answer.strip().removeprefix("```json").removeprefix("```").removesuffix("```")
    try:
        items = _Reading.model_validate_json(text).items
    except ValidationError:
        return state
    if not items or any(item.sku not in known for item in items):
        return state
    if len({item.sku for item in items}) < len(items):
        return state
    counted = state.open.quantity if state.open and len(items) == 1 else 0
    turn, sure = state.turns - 1, Certainty.INFERRED
    basket = tuple(Item(i.sku, counted or i.quantity, turn, sure, sure) for i in items)
    return replace(state, basket=basket, focus=tuple(i.sku for i in items), open=None)
