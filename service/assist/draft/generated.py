"""The material for a model: evidence, quote and conversation, as data in a prompt."""

from collections.abc import Sequence

from knowledge.types import Kind, Passage
from service.assist.ground import Evidence
from service.conversations.turns import Turn
from service.pricing import explanation

from ..privacy import Vault
from .known_lines import known_lines
from .lines import conversation, one_line
from .messages import Message
from .prompts import Prompt
from .slots import filled

MAX_TURNS = 8
"""Turns of the conversation a model sees; what came before is in the state."""


def messages_for(
    prompt: Prompt, evidence: Evidence, turns: Sequence[Turn], angle: str, vault: Vault
) -> list[Message]:
    """The prompt for one reply. Nothing is computed by the model: the quote is given in words.
    What the customer can be found by goes into the vault instead.

    What differs least often stands first and the angle last, so that an endpoint that caches
    prefixes reads the rules once, the shop once, and the evidence once for several candidates.
    """
    profile = evidence.shop.profile
    passages = filter(None, (passage_text(hit.passage, evidence) for hit in evidence.cited()))
    texts = (*passages, *known_lines(evidence))
    return prompt.render(
        shop_name=profile.name,
        voice=f"称呼买家「{profile.voice.greeting}」，结尾「{profile.voice.closing}」",
        max_characters=profile.voice.max_characters,
        evidence="\n".join(f"[{number}] {text}" for number, text in enumerate(texts, 1)),
        quote=explanation(evidence.quote) if evidence.quote else "",
        conversation=conversation(turns[-MAX_TURNS:], vault),
        question=one_line(evidence.state.question, vault),
        angle=angle,
    )


def passage_text(passage: Passage, evidence: Evidence) -> str | None:
    """A script only with its slots filled: an open one is no evidence."""
    if passage.kind is not Kind.SCRIPT:
        return passage.text
    answer = filled(passage.answer, evidence)
    return None if answer is None else f"问：{passage.question} 答：{answer}"
