"""Conversations that cannot be taken for one another: each has goods and pieces of its own, so that
its price is its canary. An answer with another's goods or figures is mixed."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from service.settings import ROOT
from service.shops import read_shop

MOST_PIECES = 12
PAYABLE = re.compile(r"到手合计(\d+(?:\.\d+)?)元")


@dataclass(frozen=True)
class Asked:
    """One conversation's goods; ``payable`` is what they cost, told when all was well."""

    sku: str
    title: str
    quantity: int
    payable: str = ""


@dataclass(frozen=True)
class Came:
    asked: Asked
    seconds: float
    answer: dict[str, Any] | None

    @property
    def drafted(self) -> bool:
        return any(s["kind"] == "generated" for s in (self.answer or {}).get("suggestions", ()))

    @property
    def mixed(self) -> bool:
        """Another's goods or figures in what is said."""
        if self.answer is None:
            return False
        own = (self.asked.payable, [(self.asked.sku, self.asked.quantity)])
        quotes = [s["quote"] for s in self.answer["suggestions"] if s["quote"]]
        goods = [[(line["sku"], line["quantity"]) for line in q["lines"]] for q in quotes]
        told = [(q["payable"], lines) for q, lines in zip(quotes, goods, strict=True)]
        texts = "".join(s["text"] for s in self.answer["suggestions"])
        stated = {Decimal(amount) for amount in PAYABLE.findall(texts)}
        return not told or any(one != own for one in told) or stated != {Decimal(own[0])}


def body_of(asked: Asked) -> dict[str, Any]:
    """The request that asks for its price."""
    text = f"这个要{asked.quantity}件，到手多少钱"
    return {
        "shop": "demo",
        "turns": [{"role": "customer", "text": text}],
        "context": {"sku": asked.sku},
    }


def goods(number: int) -> list[Asked]:
    """Products and pieces, a different pair for each conversation."""
    products = list(read_shop(ROOT / "knowledge" / "shops" / "demo").catalogue)
    pairs = [(product, pieces) for pieces in range(1, MOST_PIECES + 1) for product in products]
    return [Asked(product.sku, product.title, pieces) for product, pieces in pairs[:number]]


def priced(came: Came) -> Asked:
    if came.answer is None:
        raise RuntimeError(f"{came.asked.sku} has no price even when all is well")
    quote = next(s["quote"] for s in came.answer["suggestions"] if s["quote"])
    return Asked(came.asked.sku, came.asked.title, came.asked.quantity, quote["payable"])
