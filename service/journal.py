"""One structured line a happening: JSON, with the request's id to put lines together by."""

import json
import logging
from contextvars import ContextVar
from typing import Any

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
"""Of the request under way; empty outside of one. Tasks that a request starts inherit it."""


def note(log: logging.Logger, happening: str, level: int = logging.INFO, **facts: Any) -> None:
    """``{"event": "model_failed", "request_id": "…", …}``. No customer's words belong in it."""
    if log.isEnabledFor(level):
        line = {"event": happening, "request_id": REQUEST_ID.get(), **facts}
        log.log(level, "%s", json.dumps(line, ensure_ascii=False, default=str))
