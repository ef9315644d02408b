"""Hostile strings in every text field of the API: an answer or a refusal that says why, no fault.

The fields come from the service's own OpenAPI document, so that a new one is tried as well.
"""

import json
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any
from urllib.parse import quote

import httpx

from .outcome import Outcome
from .records import Row
from .running import SHOP, Running

Place = tuple[str | int, ...]


def every_text_field(service: Running, rows: Sequence[Row]) -> Iterator[Outcome]:
    document = service.client.get("/openapi.json").json()
    outcome = Outcome("刁钻字符", "", rows)
    fields = 0
    for path, method, operation in _operations(document):
        body = _body(document, operation)
        parameters = _parameters(operation)
        places = list(_texts(body)) if body is not None else []
        fields += len(places) + len(parameters)
        for row in rows:
            for parameter in parameters:
                _send(service, outcome, row, method, path, parameters, parameter, body)
            for place in places:
                _send(
                    service,
                    outcome,
                    row,
                    method,
                    path,
                    parameters,
                    None,
                    _put(body, place, row.text),
                )
    outcome.how = f"API 的 {fields} 个文字字段：有答复或说明白的拒绝"
    yield outcome
    yield _sent_as_it_is(service, rows)


def _send(
    service: Running,
    outcome: Outcome,
    row: Row,
    method: str,
    path: str,
    parameters: dict[str, tuple[str, str]],
    hit: str | None,
    body: Any,
) -> None:
    url, query = path, {}
    for name, (where, example) in parameters.items():
        value = row.text if name == hit else example
        if where == "path":
            url = url.replace(
                f"{{{name}}}", quote(value.encode("utf-8", "replace"), safe="") or "-"
            )
        else:
            query[name] = value
    content = None if body is None else json.dumps(body).encode()
    headers = {"content-type": "application/json"}
    with service.client.stream(
        method, url, params=query, content=content, headers=headers
    ) as response:
        if "event-stream" not in response.headers.get("content-type", ""):
            response.read()  # a stream of events goes on for ever; that it began is enough
    field = hit or "body"
    if response.status_code >= 500:
        outcome.miss(row, f"{method} {path} {field}：{response.status_code}")
    elif response.status_code >= 400 and not _explained(response):
        outcome.miss(row, f"{method} {path} {field}：{response.status_code} 没有说明")


def _explained(response: httpx.Response) -> bool:
    """A problem document, or the error object of the OpenAI protocol."""
    if "problem" in response.headers.get("content-type", ""):
        return True
    try:
        return bool(response.json()["error"]["message"])
    except (ValueError, KeyError, TypeError):
        return False


def _sent_as_it_is(service: Running, rows: Sequence[Row]) -> Outcome:
    """A message is stored as it was written, whatever is in it."""
    outcome = Outcome("刁钻字符", "作为买家的话：原样保存", rows)
    for row in rows:
        turns = [{"role": "customer", "text": row.text}]
        content = json.dumps({"shop": SHOP, "turns": turns}).encode()
        headers = {"content-type": "application/json"}
        response = service.client.post("/v1/suggestions", content=content, headers=headers)
        if response.status_code == 422:
            continue  # an empty message is refused, and the refusal says so
        told = response.json()["conversation_id"]
        kept = service.client.get(f"/v1/conversations/{told}", params={"shop": SHOP}).json()
        if kept["turns"][0]["text"] != row.text:
            outcome.miss(row, f"存成了 {kept['turns'][0]['text'][:40]!r}")
    return outcome


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            # Imports, activation and files are a trainer's; they do not take a customer's words.
            if method in ("get", "post") and "knowledge" not in path:
                yield path, method.upper(), operation


def _parameters(operation: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Name → where it stands and a value that is valid."""
    examples = {"shop": SHOP, "limit": "3", "at": "2026-11-05T20:30:00+08:00", "q": "噪音"}
    return {
        parameter["name"]: (parameter["in"], examples.get(parameter["name"], "x"))
        for parameter in operation.get("parameters", ())
        if parameter["in"] in ("path", "query")
    }


def _body(document: dict[str, Any], operation: dict[str, Any]) -> Any:
    """A body with every field filled, as the schema allows; ``None`` where there is none."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if not content:
        return None
    named = {**document["components"]["schemas"], **content["schema"].get("$defs", {})}
    return _example(named, content["schema"], 0)


def _example(named: dict[str, Any], schema: dict[str, Any], depth: int) -> Any:
    if reference := schema.get("$ref"):
        return _example(named, named[reference.split("/")[-1]], depth)
    for key in ("anyOf", "oneOf", "allOf"):
        if options := [o for o in schema.get(key, ()) if o.get("type") != "null"]:
            return _example(named, options[0], depth)
    if "const" in schema or "enum" in schema:
        return schema.get("const", (schema.get("enum") or [None])[0])
    match schema.get("type"):
        case "object":
            return {
                name: _example(named, field, depth + 1)
                for name, field in schema.get("properties", {}).items()
                if depth < 6
            }
        case "array":
            return [_example(named, schema.get("items", {}), depth + 1)] if depth < 6 else []
        case "integer" | "number":
            return 1
        case "boolean":
            return False
        case _:
            return _text(schema)


def _text(schema: dict[str, Any]) -> str:
    return "2026-11-05T20:30:00+08:00" if schema.get("format") == "date-time" else SHOP


def _texts(body: Any, at: Place = ()) -> Iterator[Place]:
    """Where texts stand in a body."""
    if isinstance(body, str):
        yield at
    elif isinstance(body, dict):
        for key, value in body.items():
            yield from _texts(value, (*at, key))
    elif isinstance(body, list):
        for index, value in enumerate(body):
            yield from _texts(value, (*at, index))


def _put(body: Any, place: Place, text: str) -> Any:
    changed = deepcopy(body)
    if not place:
        return text
    inner = changed
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = text
    return changed
