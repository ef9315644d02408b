"""How a single fact is put, wherever it is told."""

from service.assist.ground.facts import Fee


def fee_told(fee: Fee) -> str:
    """高空作业（外墙无平台）100元/台."""
    note = f"（{fee.note}）" if fee.note else ""
    if not fee.price[:1].isdigit():
        return f"{fee.item}{note}是{fee.price}"
    unit = f"/{fee.unit}" if fee.unit else ""
    return f"{fee.item}{note}{fee.price}{unit}"
