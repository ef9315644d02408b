"""A snapshot on disk: saved whole or not at all, and mapped into memory without Chroma.

::

    passages.jsonl      a passage a line, read when it is a hit
    questions.txt       the scripts' questions, one after the other
    <name>.npy          the columns and lists, one array each
    words.json          vocabularies, product scopes, sizes
"""

import json
import shutil
from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.inverted import Inverted
from knowledge.lanes import DenseLane, Lane, SparseLane
from knowledge.postings import Postings
from knowledge.questions import Questions
from knowledge.records import from_record, to_record
from knowledge.scopes import Scopes
from knowledge.snapshot import Snapshot
from knowledge.synonyms import Synonyms
from knowledge.texts import Decoded, Texts
from knowledge.types import Passage

Arrays = Mapping[str, NDArray[Any]]

_PASSAGES, _QUESTIONS, _WORDS = "passages.jsonl", "questions.txt", "words.json"


def save(snapshot: Snapshot, folder: Path) -> None:
    """Writes the snapshot into ``folder``, replacing what is there.

    A folder that a power cut leaves incomplete is not loaded; the store still has everything.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    written = Path(mkdtemp(dir=folder.parent, prefix=".writing-"))
    lines = (f"{_json(to_record(passage))}\n" for passage in snapshot.passages)
    arrays = {
        "passage_starts": _write(written / _PASSAGES, lines),
        "question_starts": _write(written / _QUESTIONS, snapshot.questions.texts),
        **_columns(snapshot),
        **_lists("words", snapshot.words.lists),
        **_lists("asked", snapshot.questions.words.lists),
        **_lane(snapshot.vectors),
    }
    for name, array in arrays.items():
        np.save(written / f"{name}.npy", array)
    content = {
        "passages": len(snapshot),
        "words": list(snapshot.words.vocabulary),
        "asked": list(snapshot.questions.words.vocabulary),
        "general": snapshot.scopes.general,
        "several": snapshot.scopes.several,
        "own": snapshot.scopes.own,
        "synonyms": snapshot.synonyms.groups,
    }
    (written / _WORDS).write_text(_json(content), "utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    written.rename(folder)


def load(folder: Path) -> Snapshot | None:
    """The snapshot that was saved there; ``None`` when it is missing or damaged."""
    try:
        content = json.loads((folder / _WORDS).read_bytes())
        arrays = {path.stem: _mapped(path) for path in folder.glob("*.npy")}
        passages = Decoded(Texts.mapped(folder / _PASSAGES, arrays["passage_starts"]), _passage)
        asked = Texts.mapped(folder / _QUESTIONS, arrays["question_starts"])
        words = _postings("words", content["words"], arrays, len(passages))
        questions = Questions(
            Decoded(asked, str),
            arrays["questions_of"],
            _postings("asked", content["asked"], arrays, len(asked)),
            arrays["rarities"],
            arrays["keys"],
            arrays["by_key"],
        )
        scopes = Scopes(
            arrays["starts"],
            arrays["ends"],
            arrays["scripts"],
            content["general"],
            content["several"],
            {sku: (start, end) for sku, (start, end) in content["own"].items()},
        )
        lane = _lane_of(arrays, len(passages))
        if {len(passages)} != {content["passages"], len(scopes), len(lane)}:
            return None
        synonyms = Synonyms(tuple(tuple(group) for group in content["synonyms"]))
        return Snapshot(folder.name, passages, scopes, lane, words, questions, synonyms)
    except (OSError, ValueError, KeyError, TypeError, IndexError, EOFError):
        return None


def keep_only(folder: Path, names: Set[str]) -> None:
    """Removes the other snapshots in ``folder``, and what interrupted imports have left."""
    for other in folder.iterdir():
        if other.name not in names:
            shutil.rmtree(other, ignore_errors=True)


def _columns(snapshot: Snapshot) -> Arrays:
    scopes, questions = snapshot.scopes, snapshot.questions
    return {
        "starts": scopes.starts,
        "ends": scopes.ends,
        "scripts": scopes.scripts,
        "questions_of": questions.starts,
        "rarities": questions.rarities,
        "keys": questions.keys,
        "by_key": questions.by_key,
    }


def _lists(name: str, lists: Inverted) -> Arrays:
    return {
        f"{name}_lists": lists.starts,
        f"{name}_rows": lists.rows,
        f"{name}_values": lists.values,
    }


def _lists_of(name: str, arrays: Arrays) -> Inverted:
    lists = Inverted(arrays[f"{name}_lists"], arrays[f"{name}_rows"], arrays[f"{name}_values"])
    if not int(lists.starts[-1]) == len(lists.rows) == len(lists.values):
        raise ValueError(f"the lists {name} do not fit together")
    return lists


def _lane(lane: Lane) -> Arrays:
    if isinstance(lane, SparseLane):
        return _lists("vectors", lane.lists)
    return {"vectors": lane.vectors(np.arange(len(lane), dtype=np.int32))}


def _lane_of(arrays: Arrays, count: int) -> Lane:
    if "vectors" in arrays:
        return DenseLane(arrays["vectors"])
    return SparseLane(_lists_of("vectors", arrays), count)


def _postings(name: str, vocabulary: list[str], arrays: Arrays, count: int) -> Postings:
    lists = _lists_of(name, arrays)
    if len(vocabulary) != len(lists):
        raise ValueError(f"the words of {name} do not fit their lists")
    return Postings({word: number for number, word in enumerate(vocabulary)}, lists, count)


def _mapped(path: Path) -> NDArray[Any]:
    """The array, read by the system page by page when it is used."""
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))


def _write(path: Path, texts: Iterable[str]) -> NDArray[np.int64]:
    """Writes the texts one after the other and tells where each starts; see ``Texts``."""
    ends = [0]
    with path.open("wb") as file:
        for text in texts:
            ends.append(ends[-1] + file.write(text.encode()))
    return np.array(ends, dtype=np.int64)


def _passage(line: str) -> Passage:
    return from_record(json.loads(line))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
