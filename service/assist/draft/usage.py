"""Tokens: as the endpoint counted them, else an honest estimate from the characters."""

from collections.abc import Sequence

from .messages import Message, Tool, Usage

_WIDE_FROM = 0x2E80
_NARROW_PER_TOKEN = 3
_PER_MESSAGE = 4


def usage_in(event: object) -> tuple[int, int, int] | None:
    """(prompt, completion, cached) tokens in an event, ``None`` where it has none that make sense.

    Some endpoints send running figures with every event, most only at the end: the last stand.
    """
    usage = event.get("usage") if isinstance(event, dict) else None
    if not isinstance(usage, dict):
        return None
    details = usage.get("prompt_tokens_details")
    cached = details.get("cached_tokens") if isinstance(details, dict) else 0
    figures = (usage.get("prompt_tokens"), usage.get("completion_tokens"), cached or 0)
    whole = [f for f in figures if isinstance(f, int) and not isinstance(f, bool) and f >= 0]
    return (whole[0], whole[1], whole[2]) if len(whole) == 3 else None


def estimated(
    model: str, messages: Sequence[Message], tools: Sequence[Tool], characters: int
) -> Usage:
    """What a call cost whose endpoint did not say; rather too much than too little.

    One token a Chinese character (real tokenizers need 0.6 to 1), one for three others.
    """
    texts = [part for m in messages for part in (m.content, *(c.arguments for c in m.calls))]
    texts += [f"{tool.name}{tool.description}{tool.parameters}" for tool in tools]
    prompt = sum(map(_tokens, texts)) + _PER_MESSAGE * len(messages)
    return Usage(model, prompt, characters, estimated=True)


def _tokens(text: str) -> int:
    wide = sum(ord(character) >= _WIDE_FROM for character in text)
    return wide + -(-(len(text) - wide) // _NARROW_PER_TOKEN)
