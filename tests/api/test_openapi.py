"""The OpenAPI document, from which the pages' types are made."""

import json
import re

import httpx

from service.api.openapi import PLACE
from service.api.sse import NAMES

WITH_HANDOFF = {"shop": "demo", "turns": [{"role": "customer", "text": "我要投诉"}]}


def test_every_event_of_a_stream_stands_in_the_document(http: httpx.Client) -> None:
    schemas = http.get("/openapi.json").json()["components"]["schemas"]
    described = schemas["SuggestionEvents"]["properties"]
    assert set(described) == set(NAMES.values())
    told = http.post(
        "/v1/suggestions", json=WITH_HANDOFF, headers={"Accept": "text/event-stream"}
    ).text
    frames = re.findall(r"event: (\w+)\ndata: (.*)\n", told)
    assert {"state", "handoff", "done"} <= {name for name, _ in frames}
    for name, data in frames:
        schema = schemas[described[name]["$ref"].rpartition("/")[2]]
        assert set(json.loads(data)) == set(schema["properties"])


def test_the_document_refers_to_nothing_that_is_not_in_it(http: httpx.Client) -> None:
    document = http.get("/openapi.json").text
    referred = set(re.findall(r'"\$ref":\s*"([^"]*)"', document))
    assert referred <= {
        PLACE.format(model=m) for m in json.loads(document)["components"]["schemas"]
    }
