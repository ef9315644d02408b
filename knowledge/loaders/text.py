"""Plain text: a blank line ends a paragraph."""

import re
from pathlib import Path

from knowledge.loaders.base import Block, Loaded
from knowledge.loaders.decoding import decoded
from knowledge.types import Place


def load_text(path: Path, document: str) -> Loaded:
    """One block per paragraph."""
    paragraphs = re.split(r"\n\s*\n", decoded(path).replace("\r\n", "\n"))
    place = Place(document)
    return Loaded([Block(part.strip(), place) for part in paragraphs if part.strip()])
