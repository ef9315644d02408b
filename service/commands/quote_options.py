"""What ``goalie quote`` was asked beside the price, from the texts of the command line."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from service.pricing import BadCart
from service.shops.changes import AnyChange
from service.shops.remedies import remedy

CHANGES = {
    "--add": ("SKU[:N]", "what if: N more of a product (1)"),
    "--remove": ("SKU[:N]", "what if: N fewer of it (all)"),
    "--swap": ("OLD:NEW", "what if: another product in its place"),
    "--with": ("COUPON", "what if: the buyer had claimed it"),
    "--without": ("COUPON", "what if: not claimed, or not used"),
    "--member": ("NAME", "what if: a member, such as 88VIP"),
    "--at": ("TIME", "what if: paid at another minute, such as '2026-11-12 10:00'"),
}
"""Each may be given again, and all together: they are done in the order given."""

_CHANGE: TypeAdapter[Any] = TypeAdapter(AnyChange)


@dataclass(frozen=True, slots=True)
class Options:
    """``changes`` are flags with their texts, in order; ``returning`` as ``SKU[:N]``,
    ``protecting`` as ``SKU[:PRICE]``; a rulebook file instead of the cart's."""

    changes: Sequence[tuple[str, str]] = ()
    returning: Sequence[str] = ()
    protecting: Sequence[str] = ()
    alternatives: bool = False
    rulebook: Path | None = None

    def forms(self) -> list[AnyChange]:
        """The changes as every door takes them. Raises ``BadCart``."""
        return [_read(flag, text) for flag, text in self.changes]

    def units_returned(self) -> dict[str, int]:
        """Units by SKU, one where no number is given. Raises ``BadCart``."""
        units: dict[str, int] = {}
        for text in self.returning:
            sku, count = counted("--return", text)
            units[sku] = units.get(sku, 0) + (count or 1)
        return units


def counted(flag: str, text: str) -> tuple[str, int | None]:
    """``SKU:2`` (or ``SKU=2``), or ``SKU`` alone. Raises ``BadCart``."""
    sku, count = divided(text)
    if count is None:
        return sku, None
    if not (count.isascii() and count.isdigit() and len(count) < 7 and int(count)):
        raise BadCart(f"{flag} {text[:80]}：件数要是大于 0 的整数，例如 {flag} {sku[:40]}:2")
    return sku, int(count)


def divided(text: str) -> tuple[str, str | None]:
    """What stands before and after the first ``:``, ``：`` or ``=``."""
    for mark in ":：=":
        before, found, after = text.partition(mark)
        if found:
            return before.strip(), after.strip()
    return text.strip(), None


def _read(flag: str, text: str) -> AnyChange:
    try:
        change: AnyChange = _CHANGE.validate_python(_change(flag, text))
    except ValidationError as error:
        told = remedy(error.errors(include_url=False)[0])
        raise BadCart(f"{flag} {text[:80]}：{told}") from None
    return change


def _change(flag: str, text: str) -> dict[str, Any]:
    if flag in ("--add", "--remove"):
        sku, units = counted(flag, text)
        if flag == "--remove":
            return {"kind": "remove", "sku": sku, "units": units}
        return {"kind": "add", "line": {"sku": sku, "quantity": units or 1}}
    if flag == "--swap":
        old, new = divided(text)
        if not (old and new):
            raise BadCart(f"--swap {text[:80]}：请写成 --swap 原来的编码:换成的编码")
        return {"kind": "swap", "sku": old, "line": {"sku": new}}
    if flag == "--member":
        return {"kind": "as_member", "membership": text}
    if flag == "--at":
        return {"kind": "paid_at", "at": text}
    return {"kind": "with_coupon" if flag == "--with" else "without_coupon", "coupon": text}
