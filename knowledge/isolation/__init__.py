"""Files are read in a process of their own, so that none of them can take ours down.

``process.py`` is our side: it sends a path and gets a ``Reading``, or the reason why there is
none. ``worker.py`` is the other side, under the limits in ``limits.py``.
"""

from pathlib import Path

from knowledge.isolation.contents import sheet_from
from knowledge.isolation.process import CONTENTS, Worker, read_file
from knowledge.loaders.sheets import Sheet
from knowledge.loaders.yaml import Value

__all__ = ["Worker", "read_file", "read_sheets", "read_yaml"]


def read_sheets(path: Path) -> list[Sheet]:
    """The visible sheets of an ``.xlsx``, or the one of a ``.csv``. Raises ``FileRefused`` with
    the reason, ``ReaderUnavailable``."""
    return [sheet_from(record) for record in CONTENTS.content("sheets", path)]


def read_yaml(path: Path) -> Value:
    """A YAML file's content, every scalar as it is written. Raises as ``read_sheets``."""
    content: Value = CONTENTS.content("yaml", path)
    return content
