"""What buyers say: ``evals/practice/lines.yaml``, read once and checked."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

FILE = Path(__file__).parent / "lines.yaml"
Lines = tuple[str, ...]


class Texts(BaseModel):
    """``buyers`` by kind: a name, what it trains, and lines by moment. ``reactions`` to an answer
    by the check it failed; ``leaves`` when patience is at its end."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    version: int
    buyers: Mapping[str, Mapping[str, str | Lines]]
    reactions: Mapping[str, Lines]
    leaves: Lines

    def told(self, buyer: str, moment: str) -> Lines:
        """The ways of saying it. Raises ``KeyError`` where the file has none."""
        lines = self.buyers[buyer][moment]
        return (lines,) if isinstance(lines, str) else lines

    def name_of(self, buyer: str) -> str:
        return str(self.buyers[buyer]["name"])

    def about(self, buyer: str) -> str:
        return str(self.buyers[buyer]["about"])


@cache
def texts(file: Path = FILE) -> Texts:
    return Texts.model_validate(yaml.safe_load(file.read_text("utf-8")))
