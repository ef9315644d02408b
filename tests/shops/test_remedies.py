"""What is wrong with a field is told in Chinese, whatever is wrong."""

from datetime import datetime
from typing import Any, Literal

import pytest
from pydantic import AwareDatetime, BaseModel, Field, ValidationError

from service.shops.remedies import remedy


class Form(BaseModel, extra="forbid"):
    """A field of every kind that people and programs fill in."""

    name: str = Field("a", max_length=3)
    count: int = Field(1, ge=1)
    many: tuple[str, ...] = Field((), max_length=1)
    names: frozenset[str] = frozenset()
    at: AwareDatetime | None = None
    plain: datetime | None = None
    kind: Literal["甲", "乙"] = "甲"
    sure: bool = True
    fields: dict[str, int] = {}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"name": "abcd"}, "太长：最多 3 个字"),
        ({"name": 3}, "要是文字"),
        ({"count": 0}, "不能小于 1"),
        ({"count": "x"}, "要是整数"),
        ({"many": ["a", "b"]}, "太多：最多 1 项"),
        ({"names": 5}, "要是一个列表"),
        ({"at": "2026-11-05T20:00:00"}, "时区"),
        ({"plain": "yesterday"}, "时间读不懂"),
        ({"kind": "丙"}, "只能是 '甲' or '乙'"),
        ({"sure": "maybe"}, "true 或 false"),
        ({"fields": 3}, "要是一组字段"),
        ({"colour": "red"}, "没有这个字段，请核对拼写"),
    ],
)
def test_a_wrong_field_is_told_with_its_remedy(given: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError) as wrong:
        Form.model_validate(given)
    assert told in remedy(wrong.value.errors()[0])
