"""``compliance.yaml``: a shop's own words for the guard, and how severe its findings are here.

=========== ==================================================================================
severities  code of a finding → ``block`` 不发出, ``review`` 要人看一眼, ``hint`` 提示
allowed     phrases in which nothing is found, as the shop writes them (a brand's own name)
entries     further words: code, message (``{span}`` is what was found), words or patterns,
            and if wanted severity, innocent (patterns), rule (the source), replacement
=========== ==================================================================================

A shop can make a finding milder, with two exceptions: figures and leaks always block.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from .errors import BadShopFolder, Fault
from .rulebooks import load_yaml

FILE = "compliance.yaml"
ALWAYS = ("number.", "leak.", "privacy.")
"""Findings that a shop cannot make milder."""


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"正则写法有误（{error}），请改正或改用 words") from None
    return text


Level = Literal["block", "review", "hint"]
Code = Annotated[str, Field(pattern=r"^[a-z_]+(?:\.[a-z_]+)?$")]
Pattern = Annotated[str, Field(min_length=1, max_length=400), AfterValidator(_pattern)]
Words = Annotated[str, Field(min_length=2, max_length=60)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WordEntry(_Part):
    """One group of words with the same code and message."""

    code: Code
    message: str = Field(min_length=2, max_length=120)
    severity: Level = "block"
    words: tuple[Words, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    innocent: tuple[Pattern, ...] = ()
    rule: str = "店铺规定（compliance.yaml）"
    replacement: str | None = None

    @model_validator(mode="after")
    def _finds_something(self) -> "WordEntry":
        if not self.words and not self.patterns:
            raise ValueError("words 和 patterns 至少要写一项")
        return self


class Compliance(_Part):
    """The whole file; empty where a shop has none."""

    severities: Mapping[Code, Level] = {}
    allowed: tuple[Words, ...] = ()
    entries: tuple[WordEntry, ...] = Field(default=(), max_length=500)

    @model_validator(mode="after")
    def _nothing_that_must_block_is_milder(self) -> "Compliance":
        for code, level in self.severities.items():
            if code.startswith(ALWAYS) and level != "block":
                raise ValueError(f"{code} 只能是 block：数字和泄露不能放行")
        return self


NOTHING_OWN = Compliance()
"""A shop without the file."""


def read_compliance(folder: Path) -> Compliance:
    """The folder's file, or nothing. Raises ``BadShopFolder`` naming file, field and remedy."""
    path = folder / FILE
    if not path.is_file():
        return NOTHING_OWN
    try:
        return Compliance.model_validate(load_yaml(path, FILE) or {})
    except ValidationError as error:
        faults = [
            Fault(FILE, ".".join(map(str, problem["loc"])), problem["msg"])
            for problem in error.errors(include_url=False)
        ]
        raise BadShopFolder(faults) from None
