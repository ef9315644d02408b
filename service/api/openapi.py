"""The OpenAPI document with what FastAPI does not know of: server-sent events, and the request that
is read in OpenAI's own manner."""

from typing import Any

from fastapi import FastAPI
from pydantic.json_schema import models_json_schema

from .chat_schemas import ChatEvents
from .completions_schemas import CompletionRequest
from .inbox_schemas import InboxEvents
from .sse import SuggestionEvents

PLACE = "#/components/schemas/{model}"


def install(app: FastAPI) -> None:
    """Adds the schemas to what FastAPI generates."""
    generated = app.openapi

    def openapi() -> dict[str, Any]:
        document = generated()
        document["components"]["schemas"] = schemas() | document["components"]["schemas"]
        return document

    app.openapi = openapi  # type: ignore[method-assign]


def schemas() -> dict[str, Any]:
    """The schemas and all they refer to."""
    _, found = models_json_schema(
        [
            (SuggestionEvents, "serialization"),
            (ChatEvents, "serialization"),
            (InboxEvents, "serialization"),
            (CompletionRequest, "validation"),
        ],
        ref_template=PLACE,
    )
    defined: dict[str, Any] = found["$defs"]
    return defined
