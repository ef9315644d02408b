"""The choice that is promised: over the sets of item deals, and where nobody knows how thresholds
are measured."""

from .choosing import Choice
from .deal_sets import winners
from .page_order import choices
from .setting import Setting


def decide(setting: Setting) -> tuple[Choice, Setting]:
    """The best choice, and the setting it was made in: where nobody knows the thresholds, the
    reading that is dearer."""
    found = [cheapest(one) for one in possible(setting)]
    return max(found, key=lambda pair: pair[0].priced.payable)


def possible(setting: Setting) -> list[Setting]:
    """The setting under each reading of the thresholds that may hold: one where it is known."""
    if setting.policy.thresholds is not None:
        return [setting]
    return [setting.reading(thresholds=mode) for mode in ("parallel", "progressive")]


def cheapest(setting: Setting) -> tuple[Choice, Setting]:
    """The best choice of all sets of item deals that stand together. Equal choices go by the
    rulebook's order of the deals."""
    found = [(choices(one.checkout())[0], one) for one in setting.by_deals()]
    return min(found, key=lambda pair: (pair[0].rank, _deals(pair[1])))


def _deals(setting: Setting) -> list[int]:
    won = winners(setting.rows)
    return [index for index, promotion in enumerate(setting.rulebook) if promotion.id in won]
