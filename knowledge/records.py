"""Passages as JSON and back, and the name a passage gets from its content.

An id is a hash of everything a passage says and where it stands. The same content has the same id
in every run and on every machine, and a changed passage is a new one, so a new version of an
index can be written beside the one being searched.
"""

import json
import os
import tempfile
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

from knowledge.types import Kind, Passage, Place, RowReport

Record = dict[str, Any]


def identified(passage: Passage) -> Passage:
    """The passage with its id. The source's hash is left out: other rows may change it."""
    record = to_record(passage)
    del record["id"], record["source_hash"]
    return replace(passage, id=digest(json.dumps(record, ensure_ascii=False, sort_keys=True)))


def digest(text: str) -> str:
    """A short, stable name for a text."""
    return blake2b(text.encode(), digest_size=16).hexdigest()


def to_record(passage: Passage) -> Record:
    """The passage as JSON values; the sets are sorted so that equal passages are equal text."""
    place = passage.place
    starts, ends = passage.valid_from, passage.valid_to
    return {
        "id": passage.id,
        "kind": passage.kind.value,
        "text": passage.text,
        "place": {
            "document": place.document,
            "page": place.page,
            "sheet": place.sheet,
            "row": place.row,
            "headings": list(place.headings),
        },
        "source_hash": passage.source_hash,
        "skus": sorted(passage.skus),
        "valid_from": starts.isoformat() if starts else None,
        "valid_to": ends.isoformat() if ends else None,
        "script_id": passage.script_id,
        "scene": passage.scene,
        "stage": passage.stage,
        "question": passage.question,
        "similar": list(passage.similar),
        "answer": passage.answer,
    }


def from_record(record: Record) -> Passage:
    """The inverse of ``to_record``."""
    valid_from, valid_to = record["valid_from"], record["valid_to"]
    return Passage(
        **{
            **record,
            "kind": Kind(record["kind"]),
            "place": place_from(record["place"]),
            "skus": frozenset(record["skus"]),
            "similar": tuple(record["similar"]),
            "valid_from": datetime.fromisoformat(valid_from) if valid_from else None,
            "valid_to": datetime.fromisoformat(valid_to) if valid_to else None,
        }
    )


def place_from(record: Record) -> Place:
    return Place(**{**record, "headings": tuple(record["headings"])})


def row_from(record: Record) -> RowReport:
    """A row report as ``dataclasses.asdict`` wrote it."""
    return RowReport(**{**record, "place": place_from(record["place"])})


def write_atomically(path: Path, content: bytes) -> None:
    """Puts the file there whole or not at all, also when the power goes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, written = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(written).replace(path)
    except BaseException:
        Path(written).unlink(missing_ok=True)
        raise
