"""The OpenAPI document with the server-sent events in it, which FastAPI does not know of."""

from typing import Any

from fastapi import FastAPI
from pydantic.json_schema import models_json_schema

from .sse import SuggestionEvents

PLACE = "#/components/schemas/{model}"


def install(app: FastAPI) -> None:
    """Adds the events' schemas to what FastAPI generates."""
    generated = app.openapi

    def openapi() -> dict[str, Any]:
        document = generated()
        document["components"]["schemas"] = schemas() | document["components"]["schemas"]
        return document

    app.openapi = openapi  # type: ignore[method-assign]


def schemas() -> dict[str, Any]:
    """The schemas of the events and all they refer to."""
    _, found = models_json_schema([(SuggestionEvents, "serialization")], ref_template=PLACE)
    defined: dict[str, Any] = found["$defs"]
    return defined
