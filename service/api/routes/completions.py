"""``POST /v1/chat/completions``, ``GET /v1/models``: the assistant behind the OpenAI protocol."""

import logging
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import ValidationError

from service.journal import note

from ..completing import PREFIX, completed, streamed
from ..completions_schemas import CompletionRequest, error_body
from ..deps import GivenDesk
from ..errors import meaning_of
from ..leaving import CallerGone, unless_gone

_log = logging.getLogger(__name__)
router = APIRouter(prefix="/v1", tags=["openai"])
_SCHEMA = {"$ref": "#/components/schemas/CompletionRequest"}
_BODY = {"requestBody": {"required": True, "content": {"application/json": {"schema": _SCHEMA}}}}


@router.get("/models")
async def models(desk: GivenDesk) -> dict[str, Any]:
    """Each shop's assistant as a model."""
    created = int(desk.clock().timestamp())
    listed = [
        {"id": f"{PREFIX}{s.id}", "object": "model", "created": created, "owned_by": "goalie"}
        for s in desk.shops
    ]
    return {"object": "list", "data": listed}


@router.post("/chat/completions", openapi_extra=_BODY)
async def complete(request: Request, desk: GivenDesk) -> Response:
    """One reply to the last user message. Unknown fields are passed over."""
    try:
        asked = CompletionRequest.model_validate_json(await request.body())
        answered = await unless_gone(request, completed(desk, asked))
    except CallerGone:
        return Response(status_code=499)
    except ValidationError as error:
        fields = (".".join(map(str, e["loc"])) for e in error.errors(include_url=False))
        told = "、".join(filter(None, dict.fromkeys(fields))) or "请求体"
        return JSONResponse(error_body(f"请求格式有误：{told}", "invalid_request"), 400)
    except Exception as error:
        return _failed(error)
    if not asked.stream:
        return JSONResponse(answered)
    usage = asked.stream_options is not None and asked.stream_options.include_usage
    frames = streamed(answered, usage=usage)
    return StreamingResponse(frames, media_type="text/event-stream")


def _failed(error: Exception) -> Response:
    """In OpenAI's shape; what is our fault is logged and not told."""
    meaning = meaning_of(error)
    if meaning.status < 500:
        return JSONResponse(error_body(str(error), meaning.code), meaning.status)
    note(_log, "completion_failed", logging.ERROR, why=type(error).__name__)
    _log.error("the completion failed", exc_info=error)
    told = "服务出了点问题，已记录：请稍后重试"
    return JSONResponse(error_body(told, meaning.code, kind="server_error"), meaning.status)
