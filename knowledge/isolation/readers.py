"""How the files of each folder of a shop are read."""

from collections.abc import Callable
from pathlib import Path

from knowledge.passages import read_manual
from knowledge.reading import Reading
from knowledge.script_files import read_scripts
from knowledge.synonym_files import read_synonyms

READERS: dict[str, Callable[[Path, str, str], Reading]] = {
    "manuals": read_manual,
    "scripts": read_scripts,
    "synonyms": read_synonyms,
}
