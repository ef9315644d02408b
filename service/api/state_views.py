"""The state of a conversation as the sidebar shows it: every slot with its turn and certainty."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from service.assist.flows import standing
from service.assist.understand.scenes import scene_named
from service.conversations.state import Certainty, Item, OpenQuestion, Question, Slot, State
from service.pricing import yuan
from service.shops import Shop
from service.shops.flow import Item as FlowItem

from .state_schemas import (
    AskedOut,
    DepositSlotOut,
    FlowItemOut,
    FlowOut,
    HeldSlotOut,
    ItemOut,
    MomentSlotOut,
    MoodSlotOut,
    OpenQuestionOut,
    SceneSlotOut,
    StageSlotOut,
    StateOut,
    TextSlotOut,
)

Names = Mapping[str, str]


def state_out(state: State, shop: Shop, at: datetime) -> StateOut:
    """``at`` is the minute by which deadlines are judged."""
    names = {promotion.id: promotion.name for book in shop.rulebooks for promotion in book}
    scene = state.scene
    return StateOut(
        intent=state.intent,
        questions=[_question(question) for question in state.questions],
        products=[_item(item, shop) for item in state.basket],
        choices=list(state.choices),
        open=_open(state.open, shop, names),
        coupons=[names.get(c.promotion_id, c.promotion_id) for c in state.coupons],
        held=list(_held(state, shop, names)),
        no_coupons=state.no_coupons,
        unknown_coupons=list(state.unknown_coupons),
        unpriced=list(state.unpriced),
        deposit_paid=state.deposit_paid,
        deposit=DepositSlotOut(**_slot(state.deposit)) if state.deposit else None,
        moment=MomentSlotOut(**_slot(state.moment)) if state.moment else None,
        event=state.event,
        order=TextSlotOut(**_slot(state.order)) if state.order else None,
        stage=StageSlotOut(**_slot(state.stage)) if state.stage else None,
        scene=SceneSlotOut(**_slot(scene), name=scene_named(scene.value).name) if scene else None,
        flow=_flow(state, shop, at),
        mood=MoodSlotOut(**_slot(state.mood)) if state.mood else None,
        told=[TextSlotOut(**_slot(sentence)) for sentence in state.told],
        question=state.question,
    )


def _flow(state: State, shop: Shop, at: datetime) -> FlowOut | None:
    here = standing(state, shop.flows, at)
    if here is None or state.flow is None:
        return None
    grants = here.flow.grants
    return FlowOut(
        scene=here.flow.scene,
        name=here.flow.name,
        group="presale" if here.flow.group == "售前" else "aftersale",
        step=here.step.name if here.step else None,
        number=here.number,
        of=here.of,
        known=[_flow_item(item) for item in here.known],
        missing=[_flow_item(item) for item in here.missing],
        next=here.words,
        grant=yuan(grants.at_most) if grants else None,
        due_at=here.due_at,
        to=getattr(shop.profile.handoff, here.due.to) if here.due else None,
        why=here.due.why if here.due else "",
        turn=state.flow.turn,
    )


def _flow_item(item: FlowItem) -> FlowItemOut:
    return FlowItemOut(id=item.id, name=item.name)


def _slot(slot: Slot[Any]) -> dict[str, Any]:
    return {"value": slot.value, "turn": slot.turn, "certainty": slot.certainty}


def _item(item: Item, shop: Shop) -> ItemOut:
    product = shop.catalogue.get(item.sku)
    return ItemOut(
        sku=item.sku,
        title=product.title if product else item.sku,
        quantity=item.quantity,
        turn=item.turn,
        certainty=item.certainty,
        counted=item.counted,
    )


def _question(question: Question) -> AskedOut:
    return AskedOut(
        intent=question.intent,
        text=question.text,
        skus=list(question.skus),
        returning=dict(question.returning),
    )


def _open(question: OpenQuestion | None, shop: Shop, names: Names) -> OpenQuestionOut | None:
    if question is None:
        return None
    products = {sku: p.title for sku in question.choices if (p := shop.catalogue.get(sku))}
    called = {**names, **products}
    return OpenQuestionOut.model_validate(
        {
            "kind": question.kind,
            "choices": question.choices,
            "names": [called.get(choice, choice) for choice in question.choices],
            "turn": question.turn,
        }
    )


def _worth(amount: int, kind: str) -> str:
    """金币 and 京豆 are counted in pieces, every other balance in money."""
    return f"{amount}个" if kind in ("beans", "coins") else f"{yuan(amount)}元"


def _held(state: State, shop: Shop, names: Names) -> Iterator[HeldSlotOut]:
    """Coupons, memberships and balances, each with where it comes from."""
    kinds = {promotion.id: promotion.kind for book in shop.rulebooks for promotion in book}
    for coupon in state.coupons:
        yield HeldSlotOut(
            kind="coupon",
            id=coupon.promotion_id,
            name=names.get(coupon.promotion_id, coupon.promotion_id),
            turn=coupon.turn,
            certainty=coupon.certainty,
        )
    for member in state.memberships:
        yield HeldSlotOut(
            kind="membership",
            id=member.value,
            name=member.value,
            turn=member.turn,
            certainty=member.certainty,
        )
    for balance in state.balances:
        yield HeldSlotOut(
            kind="balance",
            id=balance.promotion_id,
            name=names.get(balance.promotion_id, balance.promotion_id),
            worth=_worth(balance.amount, kinds.get(balance.promotion_id, "")),
            turn=balance.turn,
            certainty=Certainty.SAID,
        )
