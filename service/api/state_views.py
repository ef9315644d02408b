"""The state of a conversation as the sidebar shows it: every slot with its turn and certainty."""

from collections.abc import Iterator
from typing import Any

from service.assist.understand.scenes import scene_named
from service.conversations.state import Item, OpenQuestion, Question, Slot, State
from service.pricing import yuan
from service.shops import Shop


def state_out(state: State, shop: Shop) -> dict[str, Any]:
    """JSON values; ``turn`` is an index into the conversation, -1 the product page."""
    names = {promotion.id: promotion.name for book in shop.rulebooks for promotion in book}
    return {
        "intent": state.intent.value,
        "questions": [_question(question) for question in state.questions],
        "products": [_item(item, shop) for item in state.basket],
        "choices": list(state.choices),
        "open": _open(state.open, shop, names),
        "coupons": [names.get(c.promotion_id, c.promotion_id) for c in state.coupons],
        "held": list(_held(state, shop, names)),
        "no_coupons": state.no_coupons,
        "unknown_coupons": list(state.unknown_coupons),
        "unpriced": list(state.unpriced),
        "deposit_paid": state.deposit_paid,
        "deposit": _slot(state.deposit),
        "moment": _slot(state.moment),
        "event": state.event,
        "order": _slot(state.order),
        "stage": _slot(state.stage),
        "scene": _slot(state.scene) | {"name": scene_named(state.scene.value).name}
        if state.scene
        else None,
        "mood": _slot(state.mood),
        "told": [_slot(sentence) for sentence in state.told],
        "question": state.question,
    }


def _slot(slot: Slot[Any] | None) -> Any:
    if slot is None:
        return None
    value = slot.value.isoformat() if hasattr(slot.value, "isoformat") else slot.value
    return {"value": value, "turn": slot.turn, "certainty": slot.certainty.value}


def _item(item: Item, shop: Shop) -> dict[str, Any]:
    product = shop.catalogue.get(item.sku)
    return {
        "sku": item.sku,
        "title": product.title if product else item.sku,
        "quantity": item.quantity,
        "turn": item.turn,
        "certainty": item.certainty.value,
        "counted": item.counted.value,
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "intent": question.intent.value,
        "text": question.text,
        "skus": list(question.skus),
        "returning": dict(question.returning),
    }


def _open(
    question: OpenQuestion | None, shop: Shop, names: dict[str, str]
) -> dict[str, Any] | None:
    """``names`` are those of the choices, in their order."""
    if question is None:
        return None
    products = {sku: p.title for sku in question.choices if (p := shop.catalogue.get(sku))}
    called = names | products
    return {
        "kind": question.kind,
        "choices": list(question.choices),
        "names": [called.get(choice, choice) for choice in question.choices],
        "turn": question.turn,
    }


def _worth(amount: int, kind: str) -> str:
    """金币 and 京豆 are counted in pieces, every other balance in money."""
    return f"{amount}个" if kind in ("beans", "coins") else f"{yuan(amount)}元"


def _held(state: State, shop: Shop, names: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Coupons, memberships and balances, each with where it comes from."""
    kinds = {promotion.id: promotion.kind for book in shop.rulebooks for promotion in book}
    for coupon in state.coupons:
        name = names.get(coupon.promotion_id, coupon.promotion_id)
        yield {
            "kind": "coupon",
            "id": coupon.promotion_id,
            "name": name,
            "turn": coupon.turn,
            "certainty": coupon.certainty.value,
        }
    for member in state.memberships:
        yield {
            "kind": "membership",
            "id": member.value,
            "name": member.value,
            "turn": member.turn,
            "certainty": member.certainty.value,
        }
    for balance in state.balances:
        yield {
            "kind": "balance",
            "id": balance.promotion_id,
            "name": names.get(balance.promotion_id, balance.promotion_id),
            "amount": balance.amount,
            "worth": _worth(balance.amount, kinds.get(balance.promotion_id, "")),
            "turn": balance.turn,
            "certainty": "said",
        }
