"""A snapshot on disk: saved whole or not at all, and loaded without Chroma or bm25s."""

import json
import shutil
from collections.abc import Set
from pathlib import Path
from tempfile import mkdtemp
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from knowledge.postings import Postings
from knowledge.questions import Questions
from knowledge.records import from_record, to_record
from knowledge.snapshot import Snapshot

_PASSAGES, _VECTORS, _ARRAYS = "passages.json", "vectors.npy", "postings.npz"


def save(snapshot: Snapshot, folder: Path) -> None:
    """Writes the snapshot into ``folder``, replacing what is there.

    A folder that a power cut leaves incomplete is not loaded; the store still has everything.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    written = Path(mkdtemp(dir=folder.parent, prefix=".writing-"))
    content = {
        "passages": [to_record(passage) for passage in snapshot.passages],
        "words": list(snapshot.words.vocabulary),
        "question_words": list(snapshot.questions.words.vocabulary),
    }
    (written / _PASSAGES).write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    np.save(written / _VECTORS, snapshot.vectors)
    np.savez(
        written / _ARRAYS,
        allow_pickle=False,
        **_arrays("words", snapshot.words),
        **_arrays("questions", snapshot.questions.words),
    )
    shutil.rmtree(folder, ignore_errors=True)
    written.rename(folder)


def load(folder: Path) -> Snapshot | None:
    """The snapshot that was saved there; ``None`` when it is missing or damaged."""
    try:
        content = json.loads((folder / _PASSAGES).read_bytes())
        passages = tuple(from_record(record) for record in content["passages"])
        vectors = np.load(folder / _VECTORS, allow_pickle=False)
        with np.load(folder / _ARRAYS, allow_pickle=False) as arrays:
            words = _postings("words", content["words"], dict(arrays))
            asked = _postings("questions", content["question_words"], dict(arrays))
        if len(vectors) != len(passages) or words.count != len(passages):
            return None
        return Snapshot(folder.name, passages, vectors, words, Questions.of(passages, asked))
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile):
        return None


def keep_only(folder: Path, names: Set[str]) -> None:
    """Removes the other snapshots in ``folder``, and what interrupted imports have left."""
    for other in folder.iterdir():
        if other.name not in names:
            shutil.rmtree(other, ignore_errors=True)


def _arrays(name: str, postings: Postings) -> dict[str, NDArray[np.generic]]:
    return {
        f"{name}_starts": postings.starts,
        f"{name}_rows": postings.rows,
        f"{name}_weights": postings.weights,
        f"{name}_count": np.array(postings.count),
    }


def _postings(name: str, vocabulary: list[str], arrays: dict[str, NDArray[np.generic]]) -> Postings:
    return Postings(
        {word: number for number, word in enumerate(vocabulary)},
        arrays[f"{name}_starts"].astype(np.int64),
        arrays[f"{name}_rows"].astype(np.int32),
        arrays[f"{name}_weights"].astype(np.float32),
        int(arrays[f"{name}_count"].item()),
    )
