"""``POST /v1/suggestions`` as JSON or server-sent events, and feedback on a suggestion."""

import logging
from collections.abc import AsyncIterator
from contextlib import aclosing

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from service.conversations.repeats import Acknowledgement, Key
from service.desk import Desk
from service.journal import note

from ..answering import Asked, answer, asked, stream, told_again
from ..deps import GivenDesk, GivenKey
from ..errors import meaning_of, problem_out
from ..leaving import CallerGone, unless_gone
from ..schemas import Answer, FeedbackIn, SuggestionRequest
from ..sse import encoded

_log = logging.getLogger(__name__)
router = APIRouter(prefix="/v1/suggestions", tags=["suggestions"])
CLOSED = 499
"""Nobody reads it; it stands in the access log."""

HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


EVENTS = {"$ref": "#/components/schemas/SuggestionEvents"}
"""The data of each event by its name; ``openapi`` puts the schema into the document."""


@router.post(
    "",
    response_model=Answer,
    responses={200: {"content": {"text/event-stream": {"schema": EVENTS}}}},
)
async def suggest(
    body: SuggestionRequest, request: Request, desk: GivenDesk, key: GivenKey = None
) -> Response | Answer:
    """One to three replies to the customer's last message, with sources and price steps.

    With ``Accept: text/event-stream`` the answer is streamed.
    """
    shop = desk.shops.get(body.shop).id  # another shop's kept answers are none of the caller's
    mark = Key.of(shop, "suggestions", key, await request.body()) if key else None
    if "text/event-stream" in request.headers.get("accept", ""):
        whole = await asked(desk, body, mark)
        return StreamingResponse(
            _safe(desk, whole), media_type="text/event-stream", headers=HEADERS
        )
    try:
        return await unless_gone(request, _whole(desk, body, mark))
    except CallerGone:
        return Response(status_code=CLOSED)


async def _whole(desk: Desk, body: SuggestionRequest, key: Key | None) -> Answer:
    async with desk.turnstile.passing(key):
        given = await desk.store.repeated(key) if key else None
        if given is not None:
            return Answer.model_validate(given)
        return await answer(desk, await asked(desk, body, key))


async def _frames(desk: Desk, whole: Asked) -> AsyncIterator[bytes]:
    async with desk.turnstile.passing(whole.key):
        given = await desk.store.repeated(whole.key) if whole.key else None
        if given is not None:
            for frame in told_again(Answer.model_validate(given)):
                yield frame
            return
        async with aclosing(stream(desk, whole)) as frames:
            async for frame in frames:
                yield frame


async def _safe(desk: Desk, whole: Asked) -> AsyncIterator[bytes]:
    """A fault in the middle of a stream ends it with a problem document, never in silence."""
    try:
        async for frame in _frames(desk, whole):
            yield frame
    except Exception as error:
        meaning = meaning_of(error)
        if meaning.status >= 500:
            note(_log, "stream_failed", logging.ERROR, why=type(error).__name__)
        detail = str(error) if meaning.status < 500 else "服务出了点问题，已记录：请稍后重试"
        yield encoded(problem_out(meaning, detail))
        if meaning.status >= 500:
            raise


@router.post("/{suggestion_id}/feedback", status_code=204)
async def tell_feedback(
    suggestion_id: str, body: FeedbackIn, request: Request, desk: GivenDesk, key: GivenKey = None
) -> Response:
    """Displayed, copied, inserted, sent with the final text, rejected with a reason, liked."""
    mark = Key.of(suggestion_id, "feedback", key, await request.body()) if key else None
    async with desk.turnstile.passing(mark):
        if mark is None or await desk.store.repeated(mark) is None:
            told = Acknowledgement(mark, {}) if mark else None
            await desk.store.add_feedback(
                desk.shops.ids,
                suggestion_id,
                body.event,
                body.text,
                body.reason,
                desk.clock(),
                told,
            )
            desk.metrics.voted(body.event)
    return Response(status_code=204)
