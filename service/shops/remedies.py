"""What is wrong with a field, in Chinese and with the remedy; the input is never echoed."""

from collections.abc import Mapping
from typing import Any

REMEDIES: Mapping[str, str] = {
    "missing": "缺少这个字段：请补上",
    "extra_forbidden": "没有这个字段，请核对拼写",
    "json_invalid": "不是有效的 JSON（UTF-8）",
    "string_unicode": "含有无效的 Unicode 字符",
    "string_type": "要是文字",
    "string_too_long": "太长：最多 {max_length} 个字",
    "string_too_short": "太短：至少 {min_length} 个字",
    "string_pattern_mismatch": "格式不对",
    "too_long": "太多：最多 {max_length} 项",
    "too_short": "太少：至少 {min_length} 项",
    "bool_type": "要写 true 或 false",
    "bool_parsing": "要写 true 或 false",
    "int_type": "要是整数",
    "int_parsing": "要是整数",
    "int_from_float": "要是整数",
    "greater_than": "要大于 {gt}",
    "greater_than_equal": "不能小于 {ge}",
    "less_than": "要小于 {lt}",
    "less_than_equal": "不能大于 {le}",
    "literal_error": "只能是 {expected}",
    "enum": "只能是 {expected}",
    "union_tag_invalid": "没有这一种：可用 {expected_tags}",
    "union_tag_not_found": "缺少 {discriminator}：要写是哪一种",
    "timezone_aware": "时间要带时区，例如 2026-11-10T20:00:00+08:00",
    "datetime_type": "时间读不懂：请写成 2026-11-10T20:00:00+08:00",
    "datetime_parsing": "时间读不懂：请写成 2026-11-10T20:00:00+08:00",
    "datetime_from_date_parsing": "时间读不懂：请写成 2026-11-10T20:00:00+08:00",
    "list_type": "要是一个列表",
    "tuple_type": "要是一个列表",
    "set_type": "要是一个列表",
    "frozen_set_type": "要是一个列表",
    "dict_type": "要是一组字段",
    "model_type": "要是一组字段",
    "model_attributes_type": "要是一组字段",
}
"""By pydantic's name of the problem; with values of its context."""


def remedy(problem: Mapping[str, Any]) -> str:
    """One problem of a ``ValidationError``; our own messages as they are."""
    told = REMEDIES.get(problem["type"])
    if told is None:
        return str(problem["msg"]).removeprefix("Value error, ")
    try:
        return told.format_map(problem.get("ctx") or {})
    except KeyError:
        return told.partition("：")[0]
