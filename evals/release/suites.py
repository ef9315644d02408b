"""Where a shop keeps its suites."""

from pathlib import Path

from evals.casebook.rows import FORMATS
from service.shops import Shop

FOLDER = "evals"
KNOWN = "known-failures"


def gate_files(shop: Shop) -> list[Path]:
    """What must pass; empty where the shop has no suites."""
    return _files(shop.folder / FOLDER)


def known_failures(shop: Shop) -> list[Path]:
    """What is known to fail: reported, not required."""
    return _files(shop.folder / FOLDER / KNOWN)


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    found = (file for file in folder.iterdir() if file.suffix.lower() in FORMATS)
    return sorted(file for file in found if not file.name.startswith(("~$", ".")))
