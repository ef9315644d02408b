"""Facts in words: one function a kind, one line in the table; each a short sentence of its own."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from service.assist.ground import Evidence
from service.assist.ground.citations import of_phase, of_promotion
from service.assist.ground.facts import (
    Coupons,
    Fees,
    Fit,
    Known,
    Offer,
    PhaseTimes,
    Presale,
    ProductFacts,
    Source,
    Stated,
)
from service.conversations.state import Intent, Question
from service.pricing import moment, spoken
from service.pricing.window import end_moment

from ..suggestion import Citation, Confidence, SuggestionKind
from .candidate import Candidate
from .fact_words import fee_told
from .price_reply import goods


def from_facts(evidence: Evidence) -> list[Candidate]:
    """One message with all that is known exactly; empty where nothing is."""
    if not evidence.facts:
        return []
    return [_candidate(evidence, evidence.facts)]


def told(evidence: Evidence) -> Iterator[str]:
    """Each fact in a sentence or two of its own."""
    return ("".join(_TELLERS[type(fact)](fact, evidence)) for fact in evidence.facts)


def for_question(evidence: Evidence, question: Question) -> Candidate | None:
    """What is known for one question of a burst."""
    known = [fact for fact in evidence.facts if fact.question == question]
    return _candidate(evidence, known) if known else None


def unanswered(evidence: Evidence) -> bool:
    """Whether the burst asks anything beside these facts that has to be worked out."""
    told = {id(fact.question) for fact in evidence.facts}
    return any(
        id(question) not in told and question.intent is not Intent.QUESTION
        for question in evidence.state.questions
    )


def only_advice(evidence: Evidence) -> bool:
    """Whether all that is known exactly is which products fit: a script that advises tells more."""
    facts = evidence.facts
    return bool(facts) and all(isinstance(f, ProductFacts) and f.fits == "advice" for f in facts)


def _candidate(evidence: Evidence, facts: Sequence[Known]) -> Candidate:
    voice = evidence.shop.profile.voice
    text = "".join(sentence for fact in facts for sentence in _TELLERS[type(fact)](fact, evidence))
    priced = any(isinstance(f, Coupons) and any(o.used for o in f.offers) for f in facts)
    fees = [fee for fact in facts if isinstance(fact, Fees) for fee in fact.fees]
    return Candidate(
        f"{voice.greeting}，{text}{voice.closing if priced else ''}",
        SuggestionKind.SCRIPT,
        Confidence.HIGH,
        tuple(dict.fromkeys(c for fact in facts for c in _sources(fact, evidence))),
        trusted=tuple((fee_told(fee), fee.source.place) for fee in fees),
    )


def _of_products(facts: ProductFacts, evidence: Evidence) -> Iterator[str]:
    by_product: dict[str, list[Stated]] = {}
    for one in facts.stated:
        by_product.setdefault(one.sku, []).append(one)
    alike: dict[str, list[str]] = {}
    for sku, stated in by_product.items():
        alike.setdefault(_attributes(stated), []).append(_short(evidence, sku))
    yield "；".join(f"{'、'.join(names)}的{said}" for said, names in alike.items()) + "。"
    if facts.lower:
        yield f"数值低的是{_short(evidence, facts.lower)}。"
    if facts.higher:
        yield f"数值高的是{_short(evidence, facts.higher)}。"
    if facts.fits == "advice":
        yield "按您说的，这样的合适。" if len(alike) == 1 else "按您说的，这几款合适。"
    elif len(facts.stated) == 1 and (fit := facts.stated[0].fit):
        yield _FITS[facts.fits][fit]


_FITS: Mapping[str, Mapping[Fit, str]] = {
    "range": {
        Fit.INSIDE: "您说的在这个范围内。",
        Fit.ABOVE: "您说的超出了这个范围。",
        Fit.BELOW: "您说的比这个范围小。",
    },
    "room": {
        Fit.INSIDE: "您说的尺寸比它大，还要按说明书留出散热的空间。",
        Fit.BELOW: "您说的尺寸不够。",
    },
    "door": {Fit.INSIDE: "您说的尺寸够。", Fit.BELOW: "您说的尺寸不够。"},
}


def _attributes(stated: Sequence[Stated]) -> str:
    """深度是690mm; several sides together are a size: 尺寸是宽520mm、深530mm."""
    if len(stated) > 1 and all(len(one.name) == 1 for one in stated):
        return f"尺寸是{'、'.join(f'{one.name}{one.value}' for one in stated)}"
    return "，".join(dict.fromkeys(map(_attribute, stated)))


def _attribute(one: Stated) -> str:
    for bound in ("大于", "小于"):
        if one.name.endswith(bound):
            return f"{one.name.removesuffix(bound)}要{bound}{one.value}"
    name = f"{one.name}度" if len(one.name) == 1 else one.name
    return f"{name}是{one.value}"


def _of_fees(facts: Fees, evidence: Evidence) -> Iterator[str]:
    of = "说明书的收费表" if any(fee.sku for fee in facts.fees) else "店铺的收费表"
    yield f"按{of}，{'；'.join(fee_told(fee) for fee in facts.fees)}。"


def _of_times(facts: PhaseTimes, evidence: Evidence) -> Iterator[str]:
    phase = facts.rulebook.phase(facts.phase) if facts.phase else None
    if phase is None:
        window = facts.rulebook.valid
        event, start = facts.rulebook.event, moment(window.start)
        yield f"{event}从{start}开始，到{end_moment(window.end)}结束。"
        return
    start, end = moment(phase.window.start), end_moment(phase.window.end)
    what = "尾款" if facts.phase == "final_payment" else "定金"
    yield f"{what}从{start}开始付，最晚要在{end}前付清。"


def _of_presale(facts: Presale, evidence: Evidence) -> Iterator[str]:
    phase = facts.rulebook.phase("deposit")
    if phase is None and not any(promotion for _, promotion in facts.products):
        yield f"{facts.rulebook.event}没有预售，都是现货，不用付定金。"
        return
    for sku, promotion in facts.products:
        name = _short(evidence, sku)
        if promotion is None:
            yield f"{name}不是预售，是现货，不用付定金。"
        elif phase is None:
            yield f"{name}是预售：{promotion.name}。"
        else:
            over = evidence.priced_at >= phase.window.end
            when = "付定金的时间已经过了" if over else f"付定金的时间是{phase.window.spoken()}"
            yield f"{name}是预售：{promotion.name}，{when}。"


def _of_coupons(facts: Coupons, evidence: Evidence) -> Iterator[str]:
    if facts.automatic:
        yield f"{'、'.join(p.name for p in facts.automatic)}，结算时自动减，不用领。"
    if not facts.offers:
        yield "这次活动没有能用的券。" if not facts.automatic else "没有另外能用的券。"
        return
    first = next((offer.quote for offer in facts.offers if offer.quote), None)
    if first is None:
        yield f"券有{'、'.join(offer.promotion.name for offer in facts.offers)}，领到才有。"
        yield "把要买的商品和件数告诉我，帮您看能用哪张~"
        return
    yield f"券领到才有，按{goods(first)}来看：{'；'.join(map(_offer, facts.offers))}。"


def _offer(offer: Offer) -> str:
    if offer.used and offer.quote is not None:
        return f"用上{offer.promotion.name}，到手合计{spoken(offer.quote.payable)}元"
    if offer.missing is not None:
        return f"{offer.promotion.name}还差{spoken(offer.missing)}元到门槛"
    return f"{offer.promotion.name}这一单用不上"


def _short(evidence: Evidence, sku: str) -> str:
    product = evidence.shop.catalogue.get(sku)
    return product.short if product else sku


def _sources(fact: Known, evidence: Evidence) -> Iterator[Citation]:
    match fact:
        case ProductFacts():
            yield from (_cited(one.source, evidence) for one in fact.stated)
        case Fees():
            yield from (_cited(fee.source, evidence) for fee in fact.fees)
        case PhaseTimes():
            yield from of_phase(fact.rulebook, fact.phase, evidence.shop)
        case Presale():
            for _, promotion in fact.products:
                if promotion is not None:
                    yield of_promotion(promotion, fact.rulebook, evidence.shop)
            yield from of_phase(fact.rulebook, "deposit", evidence.shop)
        case Coupons():
            for one in (*(offer.promotion for offer in fact.offers), *fact.automatic):
                yield of_promotion(one, fact.rulebook, evidence.shop)


def _cited(source: Source, evidence: Evidence) -> Citation:
    document = source.document == evidence.shop.catalogue.file
    return Citation(
        source.document,
        source.place,
        source.snippet,
        source.valid_from,
        source.valid_to,
        "" if document else evidence.version,
    )


_TELLERS: Mapping[type, Callable[..., Iterator[str]]] = {
    ProductFacts: _of_products,
    Fees: _of_fees,
    PhaseTimes: _of_times,
    Presale: _of_presale,
    Coupons: _of_coupons,
}
