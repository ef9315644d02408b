"""Each key of an expectation against what was understood and said: one function a key."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from service.assist.suggestion import SuggestionKind
from service.conversations.state import Intent, State
from service.pricing import SHANGHAI, Quote, parse_yuan, spoken, yuan

from .cases import Expect, Figures
from .talking import Answered


@dataclass(frozen=True, slots=True)
class Verdict:
    """One key of one turn, both sides as text."""

    key: str
    expected: str
    got: str
    right: bool


def verdicts(expect: Expect, answered: Answered) -> tuple[Verdict, ...]:
    """One for every key given."""
    return tuple(_all(expect, answered))


def _all(expect: Expect, answered: Answered) -> Iterator[Verdict]:
    for key, judge in _JUDGES.items():
        if getattr(expect, key) is not None:
            expected, got, right = judge(expect, answered)
            yield Verdict(key, expected, got, right)


Judged = tuple[str, str, bool]


def _same(expected: Any, got: Any) -> Judged:
    return _text(expected), _text(got), expected == got


def _intents(expect: Expect, answered: Answered) -> Judged:
    state = answered.state
    got = tuple(question.intent for question in state.questions) or (state.intent,)
    return _same(expect.intents, got)


def _basket(expect: Expect, answered: Answered) -> Judged:
    return _same(expect.basket, basket_of(answered.state))


def _coupons(expect: Expect, answered: Answered) -> Judged:
    got = sorted(coupon.promotion_id for coupon in answered.state.coupons)
    return _same(sorted(expect.coupons or ()), got)


def _memberships(expect: Expect, answered: Answered) -> Judged:
    got = sorted(member.value for member in answered.state.memberships)
    return _same(sorted(expect.memberships or ()), got)


def _quote(expect: Expect, answered: Answered) -> Judged:
    """The figures the first suggestion is made with, and that it says what is to be paid."""
    wanted = expect.quote or Figures()
    expected = {k: v for k, v in wanted.model_dump(exclude={"at"}).items() if v}
    first = answered.suggestions[0] if answered.suggestions else None
    if first is None or first.quote is None:
        return _text(expected), "没有报价", False
    got = {name: yuan(getattr(first.quote, name)) for name in expected}
    told = bool(expected) and f"{spoken(first.quote.payable)}元" in first.text
    return _text(expected), _text(got) + ("" if told else "（没有说出）"), told and expected == got


def _returning(expect: Expect, answered: Answered) -> Judged:
    asked = (q for q in answered.state.questions if q.intent is Intent.REFUND)
    return _same(expect.returning, dict(next((q.returning for q in asked), ())))


def _refund(expect: Expect, answered: Answered) -> Judged:
    return _amounts([expect.refund or ""], answered)


def _both(expect: Expect, answered: Answered) -> Judged:
    return _amounts(list((expect.both or {}).values()), answered)


def _amounts(amounts: list[str], answered: Answered) -> Judged:
    """Whether the first suggestion says each of these amounts."""
    text = first_text(answered)
    said = [bool(amount) and _says(parse_yuan(amount), text) for amount in amounts]
    return "、".join(amounts), text, all(said)


def _says(fen: int, text: str) -> bool:
    words = f"{spoken(fen)}元"
    places = (at for at in range(len(text)) if text.startswith(words, at))
    return any(not (at and (text[at - 1].isdigit() or text[at - 1] == ".")) for at in places)


def _asks(expect: Expect, answered: Answered) -> Judged:
    """Asked for this, and nothing priced for one of the choices alone."""
    ((kind, choices),) = (expect.asks or {}).items()
    opened = answered.state.open
    first = answered.suggestions[0] if answered.suggestions else None
    asking = first is not None and first.kind is SuggestionKind.ASK
    got = {opened.kind: sorted(opened.choices)} if opened else {}
    same = opened is not None and opened.kind == kind
    if same and choices:
        same = sorted(choices) == got[kind]
    priced = any(suggestion.quote for suggestion in answered.suggestions)
    shown = _text(got) + ("" if asking else "（没有问）") + ("（报了价）" if priced else "")
    return _text({kind: sorted(choices)}), shown, same and asking and not priced


def _moment(expect: Expect, answered: Answered) -> Judged:
    slot = answered.state.moment
    return _same(expect.moment, slot.value.astimezone(SHANGHAI) if slot else None)


def _event(expect: Expect, answered: Answered) -> Judged:
    return _same(expect.event, answered.state.event)


def _slot(name: str) -> Callable[[Expect, Answered], Judged]:
    def judge(expect: Expect, answered: Answered) -> Judged:
        slot = getattr(answered.state, name)
        return _same(getattr(expect, name), slot.value if slot else None)

    return judge


def _handoff(expect: Expect, answered: Answered) -> Judged:
    return _same(expect.handoff, answered.handoff.code if answered.handoff else None)


def _answer(expect: Expect, answered: Answered) -> Judged:
    silent = not answered.suggestions and answered.handoff is None
    return "不用回", "没有回" if silent else first_text(answered), silent


def _says_all(expect: Expect, answered: Answered) -> Judged:
    wanted, text = expect.says or (), first_text(answered)
    return "、".join(wanted), text, all(word in text for word in wanted)


def _never_says(expect: Expect, answered: Answered) -> Judged:
    texts = "\n".join(suggestion.text for suggestion in answered.suggestions)
    found = [word for word in expect.never_says or () if word in texts]
    return f"不说{'、'.join(expect.never_says or ())}", "、".join(found) or "没有说", not found


_JUDGES: Mapping[str, Callable[[Expect, Answered], Judged]] = {
    "intents": _intents,
    "basket": _basket,
    "coupons": _coupons,
    "memberships": _memberships,
    "deposit": _slot("deposit"),
    "moment": _moment,
    "event": _event,
    "quote": _quote,
    "returning": _returning,
    "refund": _refund,
    "both": _both,
    "asks": _asks,
    "stage": _slot("stage"),
    "scene": _slot("scene"),
    "mood": _slot("mood"),
    "order": _slot("order"),
    "handoff": _handoff,
    "answer": _answer,
    "says": _says_all,
    "never_says": _never_says,
}


def basket_of(state: State) -> dict[str, int]:
    return {item.sku: item.quantity for item in state.basket}


def first_text(answered: Answered) -> str:
    return answered.suggestions[0].text if answered.suggestions else ""


def wrongly_priced(expect: Expect, answered: Answered) -> list[tuple[Quote, str]]:
    """Quotes told for other goods or pieces than expected, each with its text. A quote that is
    asked back about, or for some of the goods where a question is about those, has no expected
    basket and cannot be judged."""
    if expect.basket is None and expect.asks is None:
        return []
    told = [(s.quote, s.text) for s in answered.suggestions if s.quote is not None]
    return [(quote, text) for quote, text in told if _goods(quote) != expect.basket]


def other_figures(expect: Expect, answered: Answered) -> list[str]:
    """Texts with a price of the right goods that is not the expected one: another coupon, deposit
    or minute was understood."""
    if expect.quote is None or not expect.quote.payable or expect.basket is None:
        return []
    told = [s for s in answered.suggestions[:1] if s.quote and _goods(s.quote) == expect.basket]
    return [s.text for s in told if s.quote and yuan(s.quote.payable) != expect.quote.payable]


def named(quote: Quote, text: str) -> bool:
    """Whether the text says which goods and how many pieces the quote is for."""
    said = (f"{re.escape(q.line.title)} ?{q.line.quantity}[件台个套]" for q in quote.lines)
    return all(re.search(pattern, text) for pattern in said)


def _goods(quote: Quote) -> dict[str, int]:
    return {q.line.sku: q.line.quantity for q in quote.lines}


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(f"{key}={_text(each)}" for key, each in value.items()) or "空"
    if isinstance(value, list | tuple):
        return " ".join(map(str, value)) or "空"
    return str(value) if value is not None else "—"
