"""What is wrong in a shop folder's catalogue and rulebooks, as they are now."""

from collections.abc import Sequence
from pathlib import Path

from knowledge.errors import RulesRefused

from .errors import BadShopFolder, Fault
from .shop import Shop, read_shop


def rule_faults(shop: Shop) -> Sequence[Fault]:
    """The faults for which nothing of the folder would be used; without any, the item deals that
    hold at one time (told and priced, the better one)."""
    try:
        found = read_shop(shop.folder)
    except BadShopFolder as error:
        return error.faults
    return [
        Fault(found.file_of(book.id), "单品优惠", doubt)
        for book in found.rulebooks
        for doubt in book.doubts
    ]


def judge(folder: Path) -> None:
    """Whether one may compute with the folder's rule files. Raises ``RulesRefused``."""
    try:
        read_shop(folder)
    except BadShopFolder as error:
        told = "；".join(str(fault) for fault in error.faults)
        raise RulesRefused(f"规则有误，没有生效：{told}") from None
