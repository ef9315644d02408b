"""What is wrong with a shop folder, said so that the person who keeps it can mend it.

ShopError
├── UnknownShop      no such shop folder
└── BadShopFolder    a file that cannot be taken; carries one ``Fault`` a problem
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One problem: the file inside the shop folder, the row or path in it, what to do."""

    file: str
    where: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}「{self.where}」" if self.where else self.file
        return f"{place}：{self.remedy}"


class ShopError(ValueError):
    """Base of all shop folder errors."""


class UnknownShop(ShopError):
    """No shop of this id."""

    def __init__(self, shop: str, known: Sequence[str]) -> None:
        super().__init__(f"没有店铺 {shop[:64]!r}：已有 {'、'.join(known) or '（无）'}")
        self.shop = shop


class BadShopFolder(ShopError):
    """Files that cannot be taken; nothing of the folder is used until they are mended."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("；".join(str(fault) for fault in faults))
        self.faults = tuple(faults)
