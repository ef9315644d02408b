"""kill −9 at any point of an import, then resumed: the same index as an undisturbed one."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("served", "count"), [(False, 3), (True, 2)], ids=["embedded", "served"])
def test_an_import_killed_anywhere_and_resumed_is_an_undisturbed_import(
    tmp_path: Path, server: str, served: bool, count: int
) -> None:
    arguments = str(tmp_path), server if served else "", str(count)
    told = subprocess.run(
        [sys.executable, "-m", "tests.knowledge.killed", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout
    undisturbed, *killed = map(json.loads, told.splitlines())
    assert len(killed) >= count
    before, after = killed[0]["between"], undisturbed["between"]
    assert before != after
    for one in killed:
        assert one["killed"], one["point"]
        assert one["between"] in (before, after), one["point"]
        assert one["result"] == undisturbed["result"], one["point"]
    assert killed[-1]["between"] == after
