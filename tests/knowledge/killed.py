"""Imports that are killed by the operating system, each at another point, and then resumed.

``python -m tests.knowledge.killed FOLDER CHROMA_URL COUNT``: for so many points a process imports a
shop, changes it, and is killed by SIGKILL in the middle of the second import; another looks at
what can be searched then; a third resumes. A point is a file opened, renamed or removed under the
home, a step of progress, or a batch to encode. Prints one JSON line a point, the first of them
undisturbed. Everything heavy is loaded once, and each process is a fork.
"""

import json
import os
import random
import shutil
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.encoders import HashedEncoder, Vectors
from knowledge.index import Knowledge
from knowledge.ranked_text import embedded_text
from knowledge.rehearsing import collection_name
from knowledge.shop_home import ShopHome
from knowledge.snapshot import Snapshot
from knowledge.store import Store
from tests.knowledge.shopfiles import NOON, script, write_scripts, write_text

UNDISTURBED = 0
_TOUCHES = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree"}


class Points:
    """Counts the points, and ends the process at one of them."""

    def __init__(self, home: Path, kill_at: int) -> None:
        self.home = str(home)
        self.kill_at = kill_at
        self.passed = 0

    def watch(self) -> None:
        sys.addaudithook(self._touched)

    def pass_one(self, *_: object) -> None:
        self.passed += 1
        if self.passed == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def _touched(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in _TOUCHES and str(arguments[0]).startswith(self.home):
            self.pass_one()


class WatchedEncoder(HashedEncoder):
    def __init__(self, points: Points) -> None:
        super().__init__(64)
        self._points = points

    def encode(self, texts: Sequence[str]) -> Vectors:
        self._points.pass_one()
        return super().encode(texts)


def first_state(folder: Path) -> None:
    rows = [script(f"A{number}", f"第{number}个问题怎么办") for number in range(40)]
    write_scripts(folder / "scripts" / "a.xlsx", *rows)
    write_text(folder / "manuals" / "旧.md", "# 旧\n\n旧的说明。")


def second_state(folder: Path) -> None:
    """Of each sort: unchanged, updated, new, removed, refused; more than two batches."""
    rows = [script(f"A{number}", f"第{number}个问题怎么办") for number in range(20)]
    rows += [script(f"A{number}", f"第{number}个新问题怎么办") for number in range(20, 560)]
    write_scripts(folder / "scripts" / "a.xlsx", *rows, script("", "谁写的"))
    write_text(folder / "manuals" / "新.md", "# 新\n\n新的说明。")


def opened(home: Path, url: str | None, points: Points) -> Knowledge:
    return Knowledge(home, WatchedEncoder(points), url)


def _vectors(snapshot: Snapshot) -> Vectors:
    return snapshot.vectors.vectors(np.arange(len(snapshot), dtype=np.int32))


def fingerprint(home: Path, url: str | None, shop_id: str) -> dict[str, Any]:
    """Everything that a search or a later import can see, and what lies about."""
    shop = ShopHome(home, shop_id)
    with opened(home, url, Points(home, UNDISTURBED)) as knowledge:
        live = knowledge.pinned(shop_id).live.snapshot
        hits = knowledge.search(shop_id, "第30个新问题", at=NOON, limit=10)
        versions = knowledge.versions(shop_id)
    made = HashedEncoder(64).encode([embedded_text(passage) for passage in live.passages])
    report = shop.report(live.version)
    store = Store.remote(url) if url else Store.embedded(home / "chroma")
    collection = collection_name(shop_id, HashedEncoder(64))
    stored = store.get(collection, sorted(store.ids(collection)))
    store.close()
    return {
        "ids": [passage.id for passage in live.passages],
        # Chroma gives a vector back with its length made 1 once more, so not bit by bit.
        "vectors": bool(np.allclose(_vectors(live), made, atol=1e-6)),
        "hits": [(hit.passage.id, round(hit.score, 6)) for hit in hits],
        "outcomes": report.outcomes(),
        "stored": sha256(
            b"".join(id_.encode() + vector.tobytes() for id_, (_, vector) in stored.items())
        ).hexdigest(),
        "versions": [(version.number, version.passages) for version in versions],
        "before": len(shop.chosen().before),
        "snapshots": sorted(path.name for path in shop.snapshots.iterdir())
        == sorted(version.id for version in versions),
        "files": sorted(
            len(list(folder.iterdir())) for folder in shop.folder.iterdir() if folder.is_dir()
        ),
        "half written": [path.name for path in shop.folder.rglob(".*")],
    }


def forked(work: Callable[[], object]) -> tuple[bool, Any]:
    """Whether a process of its own was killed, and what ``work`` gave there."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            with os.fdopen(writing, "w") as out:
                json.dump(work(), out)
            os._exit(0)
        except BaseException as error:
            sys.stderr.write(f"{error!r}\n")
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as results:
        told = results.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return True, None
    if status != 0:
        raise RuntimeError(f"process ended with status {status}")
    return False, json.loads(told)


@dataclass(frozen=True)
class Trial:
    """One import killed at a point, looked at, and resumed; its home begins with the first state
    of the shop imported."""

    base: Path
    url: str | None
    point: int

    @property
    def home(self) -> Path:
        return self.base / f"home{self.point}"

    @property
    def shop_id(self) -> str:
        return f"shop{self.point}" if self.url else "shop"

    def imported(self, folder: Path, kill_at: int) -> int:
        points = Points(self.home, kill_at)
        with opened(self.home, self.url, points) as knowledge:
            points.watch()
            knowledge.index(self.shop_id, folder, points.pass_one)
        return points.passed

    def begun(self) -> None:
        if self.url or self.point == UNDISTURBED:
            forked(lambda: self.imported(self.base / "first", UNDISTURBED))
        if not self.url:  # a home that was only begun, to copy
            here, there = (self.home, self.base / "begun")
            shutil.copytree(*((here, there) if self.point == UNDISTURBED else (there, here)))

    def seen(self) -> list[str]:
        with opened(self.home, self.url, Points(self.home, UNDISTURBED)) as knowledge:
            live = knowledge.pinned(self.shop_id).live.snapshot
            return [passage.id for passage in live.passages]

    def resumed(self) -> dict[str, Any]:
        self.imported(self.base / "second", UNDISTURBED)
        return fingerprint(self.home, self.url, self.shop_id)

    def run(self) -> dict[str, Any]:
        self.begun()
        killed, passed = forked(lambda: self.imported(self.base / "second", self.point))
        _, between = forked(self.seen)
        _, result = forked(self.resumed)
        return {"point": self.point, "killed": killed, "passed": passed, "between": between} | {
            "result": result
        }


def some_points(last: int, count: int) -> list[int]:
    """One at random in each of as many equal stretches, and the last one; or all of them."""
    if count >= last:
        return list(range(1, last + 1))
    chance = random.Random(20261111)  # noqa: S311 - no secret
    step = last / count
    return sorted({last, *(1 + int(step * (at + chance.random())) for at in range(count))})


def main(base: str, url: str, count: str) -> None:
    import chromadb  # noqa: F401 - loaded once, before the forks

    folder = Path(base)
    first_state(folder / "first")
    second_state(folder / "second")
    undisturbed = Trial(folder, url or None, UNDISTURBED).run()
    print(json.dumps(undisturbed), flush=True)  # noqa: T201
    for point in some_points(undisturbed["passed"], int(count)):
        print(json.dumps(Trial(folder, url or None, point).run()), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
