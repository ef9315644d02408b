"""What a model is told of its tools: ``prompts/tools.yaml``, read once and checked."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from .errors import PromptError


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ToolText(_Part):
    """What a tool is for, and what each of its parameters is."""

    description: str
    parameters: Mapping[str, str]


class _QuoteReply(_Part):
    block: str
    say: str


class _SearchReply(_Part):
    block: str
    nothing: str


class _Replies(_Part):
    quote: _QuoteReply
    no_price: str
    search: _SearchReply
    mend: str


class ToolTexts(_Part):
    """The file; ``fingerprint`` is the beginning of its SHA-256."""

    name: str
    version: int
    tools: Mapping[str, ToolText]
    replies: _Replies
    fingerprint: str = ""

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    @property
    def label(self) -> str:
        return f"{self.name}@{self.version}"

    @classmethod
    def load(cls, path: Path) -> "ToolTexts":
        """Raises PromptError naming the file and what is wrong in it."""
        try:
            raw = path.read_bytes()
            texts = cls.model_validate(yaml.safe_load(raw.decode("utf-8")))
        except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
            raise PromptError(f"{path}: {error}") from error
        return texts.model_copy(update={"fingerprint": hashlib.sha256(raw).hexdigest()[:12]})
