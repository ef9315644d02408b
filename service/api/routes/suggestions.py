"""``POST /v1/suggestions`` as JSON or server-sent events, and feedback on a suggestion."""

import logging
from collections.abc import AsyncIterator

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from service.desk import Desk
from service.journal import note

from ..answering import Asked, answer, asked, stream
from ..deps import GivenDesk
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
async def suggest(body: SuggestionRequest, request: Request, desk: GivenDesk) -> Response | Answer:
    """One to three replies to the customer's last message, with sources and price steps.

    With ``Accept: text/event-stream`` the answer is streamed.
    """
    whole = await asked(desk, body)
    if "text/event-stream" not in request.headers.get("accept", ""):
        try:
            return await unless_gone(request, answer(desk, whole))
        except CallerGone:
            return Response(status_code=CLOSED)
    return StreamingResponse(_safe(desk, whole), media_type="text/event-stream", headers=HEADERS)


async def _safe(desk: Desk, whole: Asked) -> AsyncIterator[bytes]:
    """A fault in the middle of a stream ends it with a problem document, never in silence."""
    try:
        async for frame in stream(desk, whole):
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
async def tell_feedback(suggestion_id: str, body: FeedbackIn, desk: GivenDesk) -> Response:
    """Displayed, copied, inserted, sent with the final text, rejected with a reason, liked."""
    await desk.store.add_feedback(suggestion_id, body.event, body.text, body.reason, desk.clock())
    return Response(status_code=204)
