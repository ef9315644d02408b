"""One short question instead of a guess: which product, which coupon, what comes back."""

from service.assist.ground import Evidence
from service.assist.ground.worked import Choices
from service.conversations.state import Intent

from ..suggestion import Confidence, SuggestionKind
from .candidate import Candidate
from .worked_replies import told

MAX_CHOICES = 5


def asked_back(evidence: Evidence) -> Candidate | None:
    """What has to be known before a figure can be told; ``None`` if nothing."""
    state = evidence.state
    if not any(question.intent in _NEED_GOODS for question in state.questions):
        return None
    opened = state.open
    if opened is not None and opened.kind == "coupon":
        return _asking(evidence, _which_coupon(evidence, opened.choices))
    shown = next((w for w in evidence.worked if isinstance(w, Choices)), None)
    if shown is not None:
        return _asking(evidence, told(shown, evidence))
    if opened is not None and opened.choices:
        return _asking(evidence, _which_of(evidence, opened.choices))
    if opened is not None:
        return _asking(evidence, _WHICH)
    return None


def which_product(evidence: Evidence) -> Candidate:
    """Nothing was named that could be priced."""
    return _asking(evidence, _WHICH)


def what_comes_back(evidence: Evidence) -> Candidate | None:
    """A refund is asked of a basket of several things, and nobody said which."""
    state = evidence.state
    unsaid = any(q.intent is Intent.REFUND and not q.returning for q in state.questions)
    if not unsaid or len(state.basket) < 2:
        return None
    products = (evidence.shop.catalogue.get(item.sku) for item in state.basket)
    names = "、".join(product.short for product in products if product)
    return _asking(evidence, f"您要退的是哪一件呢：{names}？告诉我就帮您算~")


def no_price(evidence: Evidence) -> Candidate:
    """A figure was asked that cannot be promised."""
    text = f"{evidence.shop.profile.voice.greeting}，这个价格我先帮您核实清楚再回复您哦~"
    return Candidate(text, SuggestionKind.ASK, Confidence.LOW)


_NEED_GOODS = frozenset({Intent.PRICE, Intent.SCHEDULE, Intent.STACKING, Intent.GAP, Intent.SPLIT})
_WHICH = "您看的是哪一款呢？发一下商品名称或链接，我马上帮您算~"


def _asking(evidence: Evidence, text: str) -> Candidate:
    greeting = evidence.shop.profile.voice.greeting
    return Candidate(f"{greeting}，{text}", SuggestionKind.ASK, Confidence.HIGH)


def _which_of(evidence: Evidence, choices: tuple[str, ...]) -> str:
    products = (evidence.shop.catalogue.get(sku) for sku in choices[:MAX_CHOICES])
    names = "、".join(product.short for product in products if product)
    return f"这几款价格不一样，您看的是哪一款呢：{names}？告诉我就帮您算~"


def _which_coupon(evidence: Evidence, choices: tuple[str, ...]) -> str:
    names = {p.id: p.name for book in evidence.shop.rulebooks for p in book}
    listed = "、".join(names[choice] for choice in choices if choice in names)
    return f"您领的是哪一张券呢：{listed}？告诉我就帮您算~"
