"""Writes the expected figures into a suite, in place, touching nothing else."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from service.pricing import PricingError
from service.shops import Shop

from .cases import Suite
from .errors import BadSuite
from .expected import Worked, figures_of

Edit = tuple[int, int, str]


def fill(path: Path, suite: Suite, shop: Shop) -> bool:
    """Whether the file changed. Raises ``BadSuite`` where something expected has no price."""
    text = path.read_text(encoding="utf-8")
    edits = list(_edits(text, path, suite, shop))
    filled = text
    for start, end, new in sorted(edits, reverse=True):
        filled = filled[:start] + new + filled[end:]
    if filled != text:
        path.write_text(filled, encoding="utf-8")
    return filled != text


def _edits(text: str, path: Path, suite: Suite, shop: Shop) -> Iterator[Edit]:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    nodes = _value(root, "dialogues").value
    for dialogue, node in zip(suite.dialogues, nodes, strict=True):
        try:
            worked = figures_of(dialogue, shop)
        except PricingError as error:
            raise BadSuite([f"{path.name} {dialogue.id}：{error}"]) from None
        for turn, figures in zip(_value(node, "turns").value, worked, strict=True):
            expect = _value(turn, "expect")
            if expect is not None:
                yield from _turn_edits(expect, figures, text)


def _turn_edits(expect: Any, worked: Worked, text: str) -> Iterator[Edit]:
    if worked.quote is not None:
        at = _value(_value(expect, "quote"), "at")
        kept = [f"at: {text[at.start_mark.index : at.end_mark.index]}"] if at else []
        given = worked.quote.model_dump(exclude={"at"})
        figures = [f'{name}: "{amount}"' for name, amount in given.items() if amount]
        yield _edit(_value(expect, "quote"), "{" + ", ".join([*kept, *figures]) + "}")
    if worked.refund is not None:
        yield _edit(_value(expect, "refund"), f'"{worked.refund}"')
    if worked.both is not None:
        prices = ", ".join(f'{sku}: "{amount}"' for sku, amount in worked.both.items())
        yield _edit(_value(expect, "both"), "{" + prices + "}")


def _edit(node: Any, new: str) -> Edit:
    return node.start_mark.index, node.end_mark.index, new


def _value(node: Any, key: str) -> Any:
    """The node under ``key`` of a mapping; ``None`` if there is none."""
    return next((value for name, value in node.value if name.value == key), None)
