"""``GET /metrics``, for Prometheus: of all shops, so no shop's key opens it."""

import hmac

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from service.access.errors import NotRecognised
from service.metrics import CONTENT_TYPE

from ..deps import OpenDesk

router = APIRouter(tags=["health"])


@router.get("/metrics", response_class=Response)
async def metrics(request: Request, desk: OpenDesk) -> Response:
    """Stage times, share within 30 seconds, adoption, what was blocked, degraded and spent."""
    if not desk.settings.open_access:
        token = desk.settings.metrics_token
        if token is None:
            raise HTTPException(404)
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        if not hmac.compare_digest(given.encode(), token.get_secret_value().encode()):
            raise NotRecognised("Prometheus 要带上 GOALIE_METRICS_TOKEN：authorization.credentials")
    return Response(desk.metrics.text(), media_type=CONTENT_TYPE)
