"""尾款最晚几号付, 活动哪天结束, 是预售吗, 有券吗: what the rulebook says of the event."""

import re
from collections.abc import Iterator
from dataclasses import replace

from service.conversations.state import Intent, Question
from service.pricing import Line, PricingError, Promotion, Rulebook, price

from ..basket import cart_of
from .asked import Burst
from .known import Coupons, Known, Offer, PhaseTimes, Presale

MAX_OFFERS = 5

_WHEN = (
    r"(?:什么时候|啥时候|几号|几点|哪天|何时|多久|到哪|哪一天|几月|截止|截至|最晚|最迟|"
    r"期限|时间|到什么|哪日|多会儿)"
)
_DEPOSIT = re.compile(rf"[定订]金.{{0,10}}{_WHEN}|{_WHEN}.{{0,10}}[定订]金")
_CAN_PAY_NOW = re.compile(
    r"(?P<what>[定订]金|尾款).{0,3}(?:现在|今天|还|这会儿?).{0,2}(?:能|可以)[付交]|"
    r"(?:现在|今天|还)(?:能|可以).{0,2}[付交](?P<paid>[定订]金|尾款)"
)
_FINAL = re.compile(
    rf"尾款.{{0,12}}{_WHEN}|{_WHEN}.{{0,12}}尾款|(?:最晚|最迟|{_WHEN}.{{0,4}}[之以]?前).{{0,8}}付"
)
_EVENT = re.compile(
    rf"(?:活动|双11|双十一|双12|双十二|大促|优惠|促销|满减).{{0,6}}{_WHEN}|"
    rf"{_WHEN}.{{0,4}}(?:结束|开始|活动)|^(?:[今明]晚)?几[点分号].{{0,3}}截止|"
    rf"(?:活动|优惠|满减|大促).{{0,4}}(?:结束|开始|还有几天)"
)
_OTHER_TIMES = re.compile(
    r"发货|发出|到货|送到|安装|退款|到账|送货|收到|发票|才能用|价保|上门|装|晚会|直播|播"
)
_PRESALE = re.compile(
    r"是.{0,2}预售|预售的?(?:吗|吧|不|还是)|还是预售|(?:要|用|需).{0,4}[付交][定订]金.{0,2}(?:吗|不|么|吧|$)|"
    r"现货.?(?:吗|还是|不|么|吧)|是不是现货|有没有定金"
)
_COUPONS = re.compile(
    r"(?:有没有|有啥|有什么|有哪些|还有|能领|有|哪些|什么|啥|几种|几张).{0,4}券|"
    r"券.{0,3}(?:有吗|有没有|有不|有么|有哪|吗$|能用)|能用.{0,3}券|用得上.{0,3}券|能不能用券|"
    r"(?:算|用|加|带)(?:上|了)?券(?:呢|的话|后|多少|$)|"
    r"(?:有没有|有啥|有什么|有哪些|还有|什么|啥|有).{0,4}(?:优惠|活动|折扣)(?!.{0,4}(?:结束|开始))"
)
_NOT_COUPONS = re.compile(
    r"过期|失效|退|领不|用不|没领|怎么|哪里|哪儿|在哪|补|叠|一起|红包|消费券|积分|会员|88|老|"
    r"学生|团购|批发|员工|额外|再|新人|生日|军人|首单|好评|返现|抽奖|支付宝|微信|银行|分期|定金|尾款|"
    r"平常|平时|不搞|以后|下次|过后|结束|哪些能用|哪些可以"
)
_OF_SOMETHING = re.compile(r"能用|可以用|用得上|用不用得")


def event_facts(burst: Burst, question: Question, rulebook: Rulebook | None) -> Iterator[Known]:
    """At most one answer; nothing without a rulebook that holds."""
    if rulebook is None or not rulebook.valid.holds(burst.priced_at):
        return
    said = question.core if "，" in question.core else question.text
    text = "".join(said.lower().split())
    if question.intent in (Intent.QUESTION, Intent.SCHEDULE):
        phases = _phases(burst, text, rulebook)
        if phases:
            yield from (PhaseTimes(question, rulebook, phase) for phase in phases)
            return
    if question.intent is not Intent.QUESTION:
        return
    if _PRESALE.search(text) and (skus := burst.products(question)):
        products = tuple((sku, _presale(burst, sku, rulebook)) for sku in skus)
        yield Presale(question, rulebook, products)
    elif _COUPONS.search(text) and not _NOT_COUPONS.search(text):
        coupons = _coupons(burst, question, rulebook)
        if coupons.basket or not _OF_SOMETHING.search(text):
            yield coupons


def _phases(burst: Burst, text: str, rulebook: Rulebook) -> tuple[str, ...]:
    """The kinds of phases whose times are asked for, an empty one for the event as a whole."""
    if _OTHER_TIMES.search(text):
        return ()
    now = _CAN_PAY_NOW.search(text)
    paid = (now["what"] or now["paid"]) if now else ""
    asks_deposit = _DEPOSIT.search(text) or (paid and paid != "尾款")
    deposit = bool(asks_deposit and rulebook.phase("deposit"))
    final = bool(_FINAL.search(text) or paid == "尾款") and _has_final(burst, text, rulebook)
    if deposit or final:
        return (*(["deposit"] if deposit else []), *(["final_payment"] if final else []))
    return ("",) if _FINAL.search(text) or _EVENT.search(text) else ()


def _has_final(burst: Burst, text: str, rulebook: Rulebook) -> bool:
    """Whether 最晚几号前付 is about a final payment: it is named, or something is bought so."""
    bought = (item.sku for item in burst.state.basket)
    presale = any(_presale(burst, sku, rulebook) for sku in bought)
    named = "尾款" in text or burst.state.deposit is not None or presale
    return named and rulebook.phase("final_payment") is not None


def _presale(burst: Burst, sku: str, rulebook: Rulebook) -> Promotion | None:
    product = burst.shop.catalogue.get(sku)
    if product is None:
        return None
    line = Line(sku, product.list_price, category=product.category)
    promotions = (p for p in rulebook if _of_deposit(p))
    return next((p for p in promotions if p.scope.covers(line)), None)


def _coupons(burst: Burst, question: Question, rulebook: Rulebook) -> Coupons:
    cart = None if burst.state.open else cart_of(burst.state, burst.shop, burst.priced_at)
    holding = rulebook.at(burst.priced_at)
    lines = cart.lines if cart else ()
    coverings = [p for p in holding if not lines or any(p.scope.covers(line) for line in lines)]
    coupons = [p for p in coverings if p.needs_claim][:MAX_OFFERS]
    automatic = tuple(p for p in coverings if not p.needs_claim and not _of_deposit(p))
    offers = tuple(_offer(burst, coupon, rulebook) for coupon in coupons)
    return Coupons(question, rulebook, offers, automatic, cart is not None)


def _of_deposit(promotion: Promotion) -> bool:
    return bool(getattr(promotion, "takes_deposit", False))


def _offer(burst: Burst, coupon: Promotion, rulebook: Rulebook) -> Offer:
    """The basket with this coupon and none other that must be claimed."""
    cart = None if burst.state.open else cart_of(burst.state, burst.shop, burst.priced_at)
    if cart is None:
        return Offer(coupon)
    try:
        quote = price(replace(cart, claimed=frozenset({coupon.id})), rulebook)
    except PricingError:
        return Offer(coupon)
    unused = next((u for u in quote.unused if u.promotion_id == coupon.id), None)
    used = any(step.promotion_id == coupon.id for step in quote.steps)
    return Offer(coupon, quote, unused.missing if unused else None, used)
