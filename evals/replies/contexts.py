"""The suites: YAML files of contexts, each with its replies; a misspelt key is refused."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from service.pricing import SHANGHAI


class BadSuite(ValueError):
    """A file that cannot be taken; names it, the place and what is wrong."""


class Context(BaseModel):
    """The moment of a conversation in which any of the replies would be right."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    at: str = Field(pattern=r"^\d{4}-\d\d-\d\d \d\d:\d\d$")
    buyer: tuple[str, ...] = Field(min_length=1)
    basket: Mapping[str, int] = {}
    coupons: tuple[str, ...] = ()
    replies: tuple[str, ...] = Field(min_length=1)

    @property
    def minute(self) -> datetime:
        return datetime.strptime(self.at, "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)


class _Suite(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    contexts: tuple[Context, ...]


def read_contexts(folder: Path) -> list[Context]:
    """Every context of every file; raises ``BadSuite``."""
    found: list[Context] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            found += _Suite.model_validate(yaml.safe_load(path.read_text("utf-8"))).contexts
        except (yaml.YAMLError, ValidationError) as error:
            raise BadSuite(f"{path.name}：{error}") from error
    return found
