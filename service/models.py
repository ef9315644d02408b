"""Models as the settings want them: the doors, what they may cost, and how far peak mode goes."""

import time
from decimal import Decimal

from pydantic import SecretStr

from service.assist.draft.breaker import Breaker, BreakerModel
from service.assist.draft.fallback import FallbackModel
from service.assist.draft.kept import KeptDrafts
from service.assist.draft.model import Model, OpenAIModel
from service.assist.draft.prompts import FOLDER, Prompt
from service.assist.draft.tool_texts import ToolTexts
from service.assist.drafting import Drafting
from service.assist.peak import Level, Limits, Peak
from service.assist.purse import Cap, ModelPrice, Purse, Told
from service.clock import Clock
from service.conversations.spending import Spendings
from service.settings import Settings

_KEPT = 2_000
_YUAN = 1_000_000


def drafting_of(settings: Settings, purse: Purse, peak: Peak) -> Drafting | None:
    """``None`` where no model is configured and scripts answer alone."""
    if not settings.model_configured:
        return None
    return drafting_with(_model(settings), settings, purse, peak)


def drafting_with(model: Model, settings: Settings, purse: Purse, peak: Peak) -> Drafting:
    """Drafting as the settings tell, by this model."""
    return Drafting(
        model=model,
        prompt=Prompt.load(FOLDER / "reply.md"),
        tools=ToolTexts.load(FOLDER / "tools.yaml"),
        deadline_seconds=settings.model_deadline_seconds,
        reading=Prompt.load(FOLDER / "understand.md"),
        reading_seconds=settings.model_reading_seconds,
        purse=purse,
        peak=peak,
        kept=KeptDrafts(seconds=settings.model_cache_seconds, most=_KEPT, clock=time.monotonic),
        candidates=settings.model_candidates,
        together=settings.model_candidates_from == "one-call",
        tool_rounds=settings.model_tool_rounds,
    )


def purse_of(settings: Settings, book: Spendings, clock: Clock, told: Told) -> Purse:
    """Prices and caps, with the table that every call is written to."""
    prices = {
        name: ModelPrice(
            price.input, price.output, price.input if price.cached is None else price.cached
        )
        for name, price in settings.model_prices.items()
    }
    return Purse(
        book,
        clock,
        prices,
        Cap(settings.model_cap_conversation_tokens, _micros(settings.model_cap_conversation_yuan)),
        Cap(settings.model_cap_shop_day_tokens, _micros(settings.model_cap_shop_day_yuan)),
        told,
    )


def peak_of(settings: Settings) -> Peak:
    """One for the process; the steps lie as far apart as the settings tell."""
    queue, errors, spend = settings.peak_queue, settings.peak_error_rate, settings.peak_spend
    limits = Limits(
        queue=(queue, 2 * queue, 4 * queue),
        errors=(errors, min(2 * errors, 1.0), min(3 * errors, 1.0)),
        spend=(spend, (1 + spend) / 2, 1.0),
        window_seconds=1.5 * settings.peak_hold_seconds,
        hold_seconds=settings.peak_hold_seconds,
    )
    by_hand = {level.label: level for level in Level}
    return Peak(limits, time.monotonic, by_hand.get(settings.peak_mode))


def _model(settings: Settings) -> Model:
    """Each model behind a breaker of its own, the second behind the first."""
    alone = settings.model_fallback is None
    first = _door(
        settings,
        settings.model,
        settings.openai_base_url,
        settings.openai_api_key,
        # With a second model at hand nobody waits for the first to be tried again.
        attempts=2 if alone else 1,
    )
    if settings.model_fallback is None:
        return first
    second = _door(
        settings,
        settings.model_fallback,
        settings.model_fallback_base_url or settings.openai_base_url,
        settings.model_fallback_api_key or settings.openai_api_key,
    )
    return FallbackModel(first, second, settings.model_hedge_seconds)


def _door(
    settings: Settings,
    name: str,
    base_url: str | None,
    api_key: SecretStr | None,
    attempts: int = 2,
) -> Model:
    model = OpenAIModel(
        base_url=base_url,
        api_key=api_key or SecretStr("none"),
        name=name,
        first_token_seconds=settings.model_first_token_seconds,
        max_tokens=settings.model_max_tokens,
        attempts=attempts,
    )
    breaker = Breaker(
        failures=settings.model_breaker_failures,
        rest_seconds=settings.model_breaker_rest_seconds,
        clock=time.monotonic,
    )
    return BreakerModel(model, breaker)


def _micros(yuan: Decimal | None) -> int | None:
    return None if yuan is None else int(yuan * _YUAN)
