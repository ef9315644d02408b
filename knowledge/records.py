"""Passages as JSON and back, and the name a passage gets from its content.

An id is a hash of everything a passage says and where it stands. The same content has the same id
in every run and on every machine, and a changed passage is a new one, so a new version of an
index can be written beside the one being searched.
"""

import json
import os
import tempfile
from dataclasses import fields, replace
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

from knowledge.types import Kind, Passage, Place, RowReport

Record = dict[str, Any]

_FIELDS, _PLACE_FIELDS, _ROW_FIELDS = (
    tuple(field.name for field in fields(kind)) for kind in (Passage, Place, RowReport)
)


def identified(passage: Passage) -> Passage:
    """The passage with its id. The source's hash is left out: other rows may change it."""
    record = to_record(passage)
    del record["id"], record["source_hash"]
    return replace(passage, id=digest(json.dumps(record, ensure_ascii=False, sort_keys=True)))


def digest(text: str) -> str:
    """A short, stable name for a text."""
    return blake2b(text.encode(), digest_size=16).hexdigest()


def to_record(passage: Passage) -> Record:
    """The passage as JSON values; the sets are sorted so that equal passages are equal text.

    Written by hand, because ``dataclasses.asdict`` copies every value and took half the time of an
    import in which little had changed.
    """
    record = {name: getattr(passage, name) for name in _FIELDS}
    record["kind"] = passage.kind.value
    record["place"] = _place_record(passage.place)
    record["skus"] = sorted(passage.skus)
    record["similar"] = list(passage.similar)
    for side in ("valid_from", "valid_to"):
        record[side] = record[side].isoformat() if record[side] else None
    return record


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


def row_record(row: RowReport) -> Record:
    """A row report as JSON values."""
    record = {name: getattr(row, name) for name in _ROW_FIELDS}
    return record | {"place": _place_record(row.place)}


def row_from(record: Record) -> RowReport:
    """The inverse of ``row_record``."""
    return RowReport(**{**record, "place": place_from(record["place"])})


def _place_record(place: Place) -> Record:
    record = {name: getattr(place, name) for name in _PLACE_FIELDS}
    return record | {"headings": list(place.headings)}


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
