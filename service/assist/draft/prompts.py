"""Prompts: text files with declared variables and a version.

A prompt file begins with a YAML head and continues with one section a message::

    ---
    name: reply
    version: 1
    variables: [shop_name]        # put into the sentence where they stand
    data: {evidence: 证据}         # put into a block of that name, on a line of their own
    options: {angle: {short: …}}  # one of these texts is put in, chosen by its name
    ---
    # system
    你为「{{shop_name}}」写回复。
    # user
    {{evidence}}

Data is what customers and documents say. It goes between ``<证据>`` and ``</证据>``, and no angle
bracket is left inside, so that nothing in it can end the block or open another.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Annotated, Literal, cast, get_args

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from .errors import PromptError
from .messages import Message

FOLDER = Path(__file__).parents[3] / "prompts"

_Role = Literal["system", "user", "assistant"]
_FILE = re.compile(r"---\n(?P<head>.*?)^---\n(?P<body>.*)", re.DOTALL | re.MULTILINE)
_SECTION = re.compile(rf"^# ({'|'.join(get_args(_Role))})\n", re.MULTILINE)
_PLACE = re.compile(r"\{\{(\w+)\}\}")
_TOLD_TO_SAY = re.compile(r"就说[^。\n]*")
_NO_DATA = "（无）"

# No bracket of any width, no direction marks, zero-width or tag characters that a person does
# not see but a model reads; half a surrogate pair cannot be sent. Newline and tab stay.
_UNSEEN = [*range(0x20), 0x7F, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF]
_UNSEEN += [*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xE0000, 0xE0080)]
_SAFE: dict[int, str | None] = dict.fromkeys(_UNSEEN)
_SAFE |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_SAFE |= {ord(sign): "‹" for sign in "<＜﹤"} | {ord(sign): "›" for sign in ">＞﹥"}
_SAFE |= {ord("\n"): "\n", ord("\t"): "\t"}

_Name = Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")]
_Label = Annotated[str, StringConstraints(pattern=r"^\w+$")]


class _Head(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: _Name
    version: int
    variables: tuple[_Name, ...] = ()
    data: dict[_Name, _Label] = {}
    options: dict[_Name, dict[_Name, str]] = {}


@dataclass(frozen=True, slots=True)
class Prompt:
    """A loaded prompt file.

    ``version`` is counted up by whoever changes the text; ``fingerprint`` is the beginning of
    the file's SHA-256, so that a change without a new version shows.
    """

    path: Path
    name: str
    version: int
    fingerprint: str
    variables: tuple[str, ...]
    data: Mapping[str, str]
    options: Mapping[str, Mapping[str, str]]
    parts: tuple[Message, ...]

    @classmethod
    def load(cls, path: Path) -> "Prompt":
        """Read and check a file; raises PromptError naming the file and what is wrong in it."""
        try:
            raw = path.read_bytes()
            text = raw.decode("utf-8").replace("\r\n", "\n")
        except (OSError, UnicodeDecodeError) as error:
            raise PromptError(f"{path}: cannot be read: {error}") from error
        match = _FILE.fullmatch(text)
        if match is None:
            raise PromptError(f"{path}: must begin with a head between two lines of ---")
        head = _head(path, match["head"])
        parts = tuple(_parts(path, match["body"]))
        _check_places(path, head, parts)
        return cls(
            path=path,
            name=head.name,
            version=head.version,
            fingerprint=hashlib.sha256(raw).hexdigest()[:12],
            variables=head.variables,
            data=head.data,
            options=head.options,
            parts=parts,
        )

    @property
    def instructions(self) -> tuple[str, ...]:
        """What the file itself says, without anybody's data: no reply may repeat it, except what
        it is told to say (就说……。)."""
        return tuple(_TOLD_TO_SAY.sub("\n", _PLACE.sub("", part.content)) for part in self.parts)

    @property
    def label(self) -> str:
        """What is recorded beside a draft: ``reply@1``."""
        return f"{self.name}@{self.version}"

    def render(self, **variables: str | int) -> list[Message]:
        """The messages for the model; every declared variable, and no other, must be given."""
        declared = {*self.variables, *self.data, *self.options}
        if missing := sorted(declared - variables.keys()):
            raise PromptError(f"{self.path}: no value for {', '.join(missing)}")
        if unknown := sorted(variables.keys() - declared):
            raise PromptError(f"{self.path}: does not declare {', '.join(unknown)}")
        filled = {name: self._fill(name, value) for name, value in variables.items()}
        return [
            Message(part.role, _PLACE.sub(lambda place: filled[place[1]], part.content))
            for part in self.parts
        ]

    def _fill(self, name: str, value: str | int) -> str:
        if not isinstance(value, str | int) or isinstance(value, bool):
            kind = type(value).__name__
            raise PromptError(f"{self.path}: {name} must be text or a whole number, not {kind}")
        if name in self.options:
            return self._option(name, str(value))
        if name in self.data:
            return block_of(self.data[name], str(value))
        return _safe(str(value))

    def _option(self, name: str, value: str) -> str:
        texts = self.options[name]
        if value not in texts:
            raise PromptError(f"{self.path}: {name} is one of {', '.join(texts)}, not {value}")
        return texts[value].strip()


def block_of(name: str, text: str) -> str:
    """Data between ``<name>`` and ``</name>``, without anything that could end the block."""
    return f"<{name}>\n{_safe(text) or _NO_DATA}\n</{name}>"


def _safe(text: str) -> str:
    return text.translate(_SAFE).replace("```", "'''").strip()


def _head(path: Path, text: str) -> _Head:
    try:
        head = _Head.model_validate(yaml.safe_load(text))
    except (yaml.YAMLError, ValidationError) as error:
        raise PromptError(f"{path}: the head is wrong: {error}") from error
    kinds = {"variable": set(head.variables), "data": {*head.data}, "option": {*head.options}}
    for (one, names), (other, more) in combinations(kinds.items(), 2):
        if twice := sorted(names & more):
            raise PromptError(f"{path}: declared both as {one} and as {other}: {', '.join(twice)}")
    return head


def _parts(path: Path, body: str) -> Iterator[Message]:
    before, *sections = _SECTION.split(body)
    if before.strip() or not sections:
        raise PromptError(f"{path}: the text must begin with a line `# system` or `# user`")
    for role, text in zip(sections[::2], sections[1::2], strict=True):
        # The pattern of a section admits the roles and nothing else.
        yield Message(cast(_Role, role), text.strip())


def _check_places(path: Path, head: _Head, parts: Sequence[Message]) -> None:
    """Every place is declared, every declared variable has a place, data stands alone."""
    text = "\n".join(part.content for part in parts)
    used = set(_PLACE.findall(text))
    declared = {*head.variables, *head.data, *head.options}
    if used != declared:
        wrong = ", ".join(sorted(used ^ declared))
        raise PromptError(f"{path}: declared but not used, or used but not declared: {wrong}")
    if "{{" in (bare := _PLACE.sub("", text)) or "}}" in bare:
        raise PromptError(f"{path}: a {{{{ or }}}} that does not enclose a variable's name")
    lines = text.split("\n")
    for name in head.data:
        if text.count(f"{{{{{name}}}}}") != lines.count(f"{{{{{name}}}}}"):
            raise PromptError(f"{path}: {name} is data and must stand on a line of its own")
