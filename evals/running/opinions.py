"""What a model thinks of the replies: asked for only where it is wanted, shown apart, and never a
reason for a case to fail. Figures and rules are the checks' business; a model cannot count."""

import asyncio
import os
from collections.abc import Sequence
from contextlib import aclosing

from pydantic import BaseModel, Field, SecretStr, ValidationError

from service.assist.draft.errors import ModelError
from service.assist.draft.model import Model, OpenAIModel
from service.assist.draft.prompts import FOLDER, Prompt

from .record import Opinion, Result, Run

CONCURRENT = 4
SECONDS = 30.0
LONGEST = 2_000
"""Characters of an answer that are read."""


class _Told(BaseModel):
    score: int = Field(ge=1, le=5)
    why: str = Field(max_length=200)


def model_at(url: str, name: str) -> Model:
    """The judge behind an OpenAI-compatible endpoint; ``OPENAI_API_KEY`` is its key."""
    return OpenAIModel(
        base_url=url,
        api_key=SecretStr(os.environ.get("OPENAI_API_KEY", "none")),
        name=name,
        first_token_seconds=SECONDS,
        max_tokens=200,
    )


def with_opinions(run: Run, judge: Model) -> Run:
    """The run with an opinion of each reply; what the judge did not answer properly is left out."""
    return asyncio.run(_with_opinions(run, judge))


async def _with_opinions(run: Run, judge: Model) -> Run:
    prompt, gate = Prompt.load(FOLDER / "judge.md"), asyncio.Semaphore(CONCURRENT)

    async def asked(result: Result) -> Result:
        async with gate:
            return result.model_copy(update={"opinion": await _opinion(result, judge, prompt)})

    try:
        results: Sequence[Result] = await asyncio.gather(*map(asked, run.results))
    finally:
        await judge.close()
    return run.model_copy(update={"results": tuple(results)})


async def _opinion(result: Result, judge: Model, prompt: Prompt) -> Opinion | None:
    reply = next((s["text"] for s in (result.answer or {}).get("suggestions", ())), "")
    if not reply:
        return None
    messages = prompt.render(
        conversation="\n".join(f"{turn.role}：{turn.text}" for turn in result.turns),
        reply=reply,
        wanted=f"{result.case.action.value}。{result.case.note}",
    )
    told = ""
    try:
        async with aclosing(judge.stream(messages, deadline=SECONDS)) as pieces:
            async for piece in pieces:
                told += piece
                if len(told) > LONGEST:
                    return None
        text = told.strip().removeprefix("```json").removeprefix("```").removesuffix("```")
        read = _Told.model_validate_json(text)
    except (ModelError, ValidationError):
        return None
    return Opinion(model=judge.name, score=read.score, why=read.why)
