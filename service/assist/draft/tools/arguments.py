"""The arguments a model may give, exactly; anything else is refused with what to mend."""

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from ..messages import Tool
from ..tool_texts import ToolText

Form = TypeVar("Form", bound=BaseModel)
_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


class BadArguments(ValueError):
    """A call that must not run; the message tells the model in Chinese what to mend."""


class _Arguments(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ItemArgument(_Arguments):
    product: _Name
    quantity: int = Field(ge=1, le=999)


class QuoteArguments(_Arguments):
    items: Annotated[list[ItemArgument], Field(min_length=1, max_length=10)] | None = None
    add_coupons: list[_Name] = Field(default=[], max_length=5)
    drop_coupons: list[_Name] = Field(default=[], max_length=5)


class SearchArguments(_Arguments):
    query: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
    product: _Name | None = None


def read(form: type[Form], arguments: str) -> Form:
    """The call's arguments; raises BadArguments, which does not repeat them."""
    try:
        return form.model_validate_json(arguments or "{}")
    except ValidationError as error:
        told = [_told(dict(problem)) for problem in error.errors(include_url=False)[:3]]
        raise BadArguments("；".join(told)) from None


def _told(problem: dict[str, Any]) -> str:
    where = ".".join(map(str, problem["loc"])) or "参数"
    known = {
        "json_invalid": "不是完整的 JSON",
        "missing": "没有填",
        "extra_forbidden": "没有这个参数",
    }
    return f"{where} {known.get(problem['type'], '的类型或范围不对')}"


def offered(name: str, form: type[BaseModel], text: ToolText) -> Tool:
    """The tool with its JSON schema; the words are the file's, the shape is ``form``'s."""
    schema = form.model_json_schema()
    shapes = [schema, *schema.pop("$defs", {}).values()]
    for shape in shapes:
        shape.pop("title", None)
        for parameter, field in shape["properties"].items():
            field.pop("title", None)
            field["description"] = text.parameters[parameter]
    return Tool(name, text.description, _inlined(schema, shapes[1:]))


def _inlined(schema: dict[str, Any], shapes: list[Any]) -> dict[str, Any]:
    """Without ``$ref``, ``anyOf`` and ``null``: many servers' templates and grammars know none."""
    properties: dict[str, Any] = {}
    for parameter, field in schema["properties"].items():
        plain = {key: value for key, value in field.items() if key not in ("anyOf", "default")}
        for choice in field.get("anyOf", ()):
            if choice.get("type") != "null":
                plain |= choice
        if "$ref" in plain.get("items", {}):
            plain["items"] = shapes[0]
        properties[parameter] = plain
    return {**schema, "properties": properties}
