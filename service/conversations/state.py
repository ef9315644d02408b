"""What a conversation has come to: folded from its turns, inspectable, explainable.

Every slot knows the turn it came from (its index, -1: the product page) and how certain it is, so
that an agent sees why a basket is what it is, and what an agent corrects is told apart from what a
buyer said. Everything here is plain data; it is stored with the conversation as JSON.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Intent(StrEnum):
    """What a question is after; the calculator answers the first eight."""

    PRICE = "price"
    SCHEDULE = "schedule"  # when to pay what
    STACKING = "stacking"  # 券能叠吗
    GAP = "gap"  # 凑单: what is missing to a threshold
    COMPARISON = "comparison"  # which is cheaper, by how much
    SPLIT = "split"  # one order or several
    REFUND = "refund"  # 退一台退多少
    PROTECTION = "protection"  # 价保
    QUESTION = "question"
    COMPLAINT = "complaint"
    HUMAN = "human"
    CHAT = "chat"  # greeting, thanks, 好的: needs no answer of substance


class Certainty(StrEnum):
    """How a slot came about, surest last."""

    ASSUMED = "assumed"  # nobody said it: one piece, the product page
    INFERRED = "inferred"  # a typo, a homophone, 那个, an ellipsis
    SAID = "said"
    CORRECTED = "corrected"  # an agent set it


class Deposit(StrEnum):
    """Where the buyer stands with the deposit 定金."""

    UNPAID = "unpaid"
    PAID = "paid"
    MISSED = "missed"


class Stage(StrEnum):
    """Service stage: before the order, until it is received, afterwards."""

    PRESALE = "presale"  # 售前
    INSALE = "insale"  # 售中
    AFTERSALE = "aftersale"  # 售后


class Mood(StrEnum):
    CALM = "calm"
    HURRIED = "hurried"
    UNHAPPY = "unhappy"
    ANGRY = "angry"


@dataclass(frozen=True, slots=True)
class Slot(Generic[T]):
    """A value, the index of the turn it came from, and how certain it is."""

    value: T
    turn: int
    certainty: Certainty = Certainty.SAID


@dataclass(frozen=True, slots=True)
class Item:
    """A product in the basket. ``turn`` named it; ``counted`` is the quantity's own certainty;
    ``of`` are the people and places that pieces were told for (我弟, 次卧), and how many."""

    sku: str
    quantity: int
    turn: int
    certainty: Certainty = Certainty.SAID
    counted: Certainty = Certainty.ASSUMED
    of: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class NamedCoupon:
    """A coupon 券 or other instrument that the buyer says they use; ``turn`` as above."""

    promotion_id: str
    turn: int
    certainty: Certainty = Certainty.SAID


@dataclass(frozen=True, slots=True)
class Balance:
    """What the buyer says they hold of a promotion: fen (红包, 津贴, 购物金) or pieces (京豆)."""

    promotion_id: str
    amount: int
    turn: int


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a burst. ``skus`` are the products it is about (empty: the basket);
    ``returning`` are units by SKU for a refund; ``word`` decided the intent; ``each``: of every one
    of ``skus`` by itself; ``carried``: its words are those of the question before (小的呢);
    ``core``: what it asks without goods and circumstances and with its topic, where that is other
    words."""

    intent: Intent
    text: str
    skus: tuple[str, ...] = ()
    returning: tuple[tuple[str, int], ...] = ()
    word: str = ""
    each: bool = False
    carried: bool = False
    core: str = ""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What has to be asked back: ``kind`` is product, coupon, quantity or order; ``choices`` are
    SKUs or promotion ids. ``pending`` are the buyer's questions that wait for the answer. The
    product chosen comes in ``quantity`` pieces beside the basket (``adding``), in its place, or in
    the place of the SKU it ``replaces``."""

    kind: str
    choices: tuple[str, ...]
    turn: int
    pending: tuple[Question, ...] = ()
    quantity: int = 1
    counted: Certainty = Certainty.ASSUMED
    adding: bool = False
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """Something a service flow asks for that the buyer told in ``turn``: an item of the shop's
    flows, and its value where it has values (未发货, 1500 fen). Never the buyer's own words."""

    item: str
    turn: int
    value: str = ""


@dataclass(frozen=True, slots=True)
class UnderWay:
    """The service flow 服务流程 that is followed: its ``scene``, the turn and minute it began in.
    What was told before turn ``since`` belongs to another matter, unless it lasts. ``said`` are
    names of steps whose words were said; ``asked`` is how often in a row the buyer was asked
    without telling anything new."""

    scene: str
    turn: int
    at: datetime | None = None
    since: int = -1
    said: tuple[str, ...] = ()
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Correction:
    """What an agent set right after ``turn``; ``None`` leaves a slot as it was read."""

    turn: int
    basket: tuple[tuple[str, int], ...] | None = None
    coupons: tuple[str, ...] | None = None
    memberships: tuple[str, ...] | None = None
    deposit: Deposit | None = None
    moment: datetime | None = None
    event: str | None = None
    order: str | None = None


@dataclass(frozen=True, slots=True)
class State:
    """The basket and everything said about it.

    ``questions`` are those of the last burst, in order; ``intent`` is the weightiest of them.
    ``focus`` are the SKUs that 它 or 那个 would mean, ``spoken_of`` what was in the basket before,
    latest first, ``lineup`` the products last told side by side, as 第二个 counts them.
    ``choices`` are the SKUs that a mention could mean (the open question's).
    ``unknown_coupons`` are coupons in the buyer's words that no rulebook has, ``unpriced`` other
    discounts that none covers; ``no_coupons``: the buyer wants none used, and ``laid_aside`` are
    those they had named before. ``moment`` is the time asked about where it is not now; ``event``
    the rulebook asked about, empty for the one under way. ``scene`` is one of ``scenes.SCENES``.
    ``topic`` is what was last asked about beside goods (价保, 发票), empty for none.
    ``flow`` is the service flow that is followed, ``given`` what the buyer told for any.
    ``told`` are sentences with figures or promises that an agent or the bot said, ``turns`` how
    many turns are folded in. ``question`` is the last burst
    with the product put in where it was left out, ``previous`` the burst before in the buyer's
    words.
    """

    intent: Intent = Intent.QUESTION
    questions: tuple[Question, ...] = ()
    basket: tuple[Item, ...] = ()
    focus: tuple[str, ...] = ()
    spoken_of: tuple[Item, ...] = ()
    lineup: tuple[str, ...] = ()
    open: OpenQuestion | None = None
    coupons: tuple[NamedCoupon, ...] = ()
    no_coupons: bool = False
    laid_aside: tuple[NamedCoupon, ...] = ()
    unknown_coupons: tuple[str, ...] = ()
    unpriced: tuple[str, ...] = ()
    memberships: tuple[Slot[str], ...] = ()
    balances: tuple[Balance, ...] = ()
    deposit: Slot[Deposit] | None = None
    order: Slot[str] | None = None
    moment: Slot[datetime] | None = None
    event: str = ""
    stage: Slot[Stage] | None = None
    scene: Slot[str] | None = None
    mood: Slot[Mood] | None = None
    flow: UnderWay | None = None
    given: tuple[Given, ...] = ()
    topic: str = ""
    told: tuple[Slot[str], ...] = ()
    turns: int = 0
    question: str = ""
    text: str = ""
    previous: str = ""
    escalation: str = ""
    quoted: bool = False

    @property
    def choices(self) -> tuple[str, ...]:
        return self.open.choices if self.open and self.open.kind == "product" else ()

    @property
    def deposit_paid(self) -> bool:
        return self.deposit is not None and self.deposit.value is Deposit.PAID
