"""YAML as text: keys are headings, lists are paragraphs, a list of maps is a table.

Every scalar stays as it is written (``007`` is no octal number, ``on`` no truth value), and tags
are refused: a file can neither run code nor grow by its own references.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.errors import FileRefused
from knowledge.loaders.base import Block, Loaded, Outline
from knowledge.loaders.decoding import decoded
from knowledge.loaders.tables import readable, tidy
from knowledge.types import Place

MAX_NODES = 500_000

Value = str | list["Value"] | dict[str, "Value"]

_TAG = "tag:yaml.org,2002:"
_PLAIN_TAGS = {
    _TAG + name
    for name in ("map", "seq", "str", "int", "float", "bool", "null", "timestamp", "merge", "value")
}
_NULL = _TAG + "null"
_MERGE = _TAG + "merge"


def load_yaml(path: Path, document: str) -> Loaded:
    """One block per text; a list of plain maps gives one readable row per map."""
    blocks: list[Block] = []
    _Writer(document, blocks).write(read_yaml(path), 1)
    return Loaded(blocks)


def read_yaml(path: Path) -> Value:
    """The file's content. Raises ``FileRefused`` with the line for what YAML does not allow."""
    import yaml

    text = decoded(path)
    try:
        node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None)
        where = f"第 {min(mark.line, text.count(chr(10))) + 1} 行" if mark is not None else ""
        raise FileRefused(
            f"YAML {where}读不下去（{problem or type(error).__name__}）：请检查缩进、冒号和引号。"
        ) from error
    return _Reader().value(node) if node is not None else ""


@dataclass(slots=True)
class _Reader:
    """Nodes as plain values, counted: references may make them many more than the file holds."""

    nodes: int = 0

    def value(self, node: Any) -> Value:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise FileRefused(f"引用（& 与 *）展开后超过 {MAX_NODES} 项：请直接写出内容。")
        if node.tag not in _PLAIN_TAGS:
            shown = node.tag.replace(_TAG, "!!")[:60]
            raise FileRefused(f"第 {_line(node)} 行的标签 {shown} 不支持：请删去标签，只写内容。")
        if node.id == "scalar":
            return "" if node.tag == _NULL else str(node.value)
        if node.id == "sequence":
            return [self.value(item) for item in node.value]
        return self._mapping(node)

    def _mapping(self, node: Any) -> dict[str, Value]:
        found: dict[str, Value] = {}
        inherited: dict[str, Value] = {}
        for key, content in node.value:
            if key.tag == _MERGE:
                value = self.value(content)
                for each in value if isinstance(value, list) else [value]:
                    inherited.update(each if isinstance(each, dict) else {})
                continue
            name = self.value(key)
            if not isinstance(name, str):
                raise FileRefused(f"第 {_line(key)} 行的键不是文字：请写成“名称: 内容”。")
            if name in found:
                raise FileRefused(f"第 {_line(key)} 行的“{name}”重复了：请只留一个。")
            found[name] = self.value(content)
        return inherited | found


def _line(node: Any) -> int:
    return int(node.start_mark.line) + 1


@dataclass(slots=True)
class _Writer:
    document: str
    blocks: list[Block]
    outline: Outline | None = None

    def write(self, value: Value, level: int) -> None:
        """Puts the value's blocks under the headings of the ``level`` above it."""
        outline = self.outline = self.outline or Outline()
        if isinstance(value, str):
            self._add(value.strip())
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, dict) and not all(map(_is_flat, item.values())):
                    self.write(item, level)
                else:
                    self._add(_flat(item), is_row=isinstance(item, dict))
        else:
            facts = {name: _flat(item) for name, item in value.items() if _is_flat(item)}
            for name, text in facts.items():
                if text:
                    self._add(f"{tidy(name)}：{text}")
            for name, item in value.items():
                if name not in facts:
                    outline.enter(level, tidy(name))
                    self.write(item, level + 1)
            outline.enter(level, "")

    def _add(self, text: str, is_row: bool = False) -> None:
        if text and self.outline is not None:
            place = Place(self.document, headings=self.outline.path)
            self.blocks.append(Block(text, place, is_row=is_row))


def _is_flat(value: Value) -> bool:
    if isinstance(value, list):
        return (
            len(value) < 10
            and all(isinstance(item, str) for item in value)
            and len("".join(item for item in value if isinstance(item, str))) < 100
        )
    return isinstance(value, str)


def _flat(value: Value) -> str:
    if isinstance(value, dict):
        texts = [_flat(item) for item in value.values()]
        return readable(texts, [tidy(name) for name in value])
    if isinstance(value, list):
        return "、".join(_flat(item) for item in value)
    return value.strip()
