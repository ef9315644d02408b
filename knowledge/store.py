"""The one door to Chroma: where passages and their vectors are kept for good.

Embedded, the folder belongs to one process (``Ownership``); with a server (``chroma run``) any
number may use it. Searches never come here: a ``where`` costs half a second at 100,000 passages,
so they run on a snapshot in memory. Chroma is opened at the first read or write, because importing
it takes most of a second.

Deadlines: Chroma's HTTP client would wait for ever. A server is asked for its heartbeat under the
deadline, then the client is made under it in a thread of its own (that asks the server, too), and
gets the same deadline for every request.
Embedded calls are work on the local disk and have none.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import urlsplit
from urllib.request import urlopen

import numpy as np

from knowledge.encoders.base import Vectors
from knowledge.errors import StoreUnavailable
from knowledge.ownership import Ownership
from knowledge.records import from_record, to_record
from knowledge.times import microseconds
from knowledge.types import Passage

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

DEADLINE_SECONDS = 30.0

_Item = TypeVar("_Item")

_BATCH = 1_000

# Our searches never use Chroma's graph: it is for people who browse, so a small one does. Chroma's
# default took most of an import's time.
_GRAPH: Any = {"space": "cosine", "ef_construction": 32, "max_neighbors": 8}
_REMEDY = (
    "请先停掉它；要让多个进程共用，请用 chroma run 启动 Chroma 服务，"
    "并把 GOALIE_CHROMA_URL 设为它的地址。"
)


class Store:
    """A Chroma, embedded or served. Every method raises ``StoreUnavailable`` when it fails."""

    def __init__(
        self, where: str, connect: Callable[[], "Client"], owned: Ownership | None = None
    ) -> None:
        self._where = where
        self._connect = connect
        self._owned = owned
        self._client: Client | None = None

    @classmethod
    def embedded(cls, folder: Path) -> "Store":
        """A folder for this process alone; raises ``StoreBusy`` when another has it."""
        owned = Ownership(folder, "chroma", _REMEDY)
        return cls(str(folder), lambda: open_folder(folder), owned)

    @classmethod
    def remote(cls, url: str, deadline_seconds: float = DEADLINE_SECONDS) -> "Store":
        """A Chroma server, e.g. ``http://127.0.0.1:8000``."""
        return cls(url, lambda: open_server(url, deadline_seconds))

    def upsert(self, name: str, passages: Sequence[Passage], vectors: Vectors) -> None:
        """Writes passages with their vectors, one row each."""
        with self._collection(name) as collection:
            for rows in _batches(range(len(passages))):
                batch = [passages[row] for row in rows]
                collection.upsert(
                    ids=[passage.id for passage in batch],
                    embeddings=np.ascontiguousarray(vectors[list(rows)]),
                    documents=[passage.text for passage in batch],
                    metadatas=[_metadata(passage) for passage in batch],
                )

    def get(self, name: str, ids: Iterable[str]) -> dict[str, tuple[Passage, Vectors]]:
        """Those of ``ids`` that are stored: the passage and its vector, by id."""
        found: dict[str, tuple[Passage, Vectors]] = {}
        with self._collection(name) as collection:
            for batch in _batches(list(ids)):
                got = collection.get(ids=list(batch), include=["embeddings", "metadatas"])
                vectors = np.asarray(got["embeddings"], dtype=np.float32)
                for metadata, vector in zip(got["metadatas"] or (), vectors, strict=True):
                    passage = from_record(json.loads(str(metadata["passage"])))
                    found[passage.id] = passage, vector
        return found

    def ids(self, name: str) -> set[str]:
        """The ids of everything in the collection."""
        with self._collection(name) as collection:
            return set(collection.get(include=[])["ids"])

    def delete(self, name: str, ids: Iterable[str]) -> None:
        """Removes those of ``ids`` that are stored."""
        with self._collection(name) as collection:
            for batch in _batches(list(ids)):
                collection.delete(ids=list(batch))

    def drop(self, name: str) -> None:
        """Removes a whole collection; nothing happens when there is none."""
        with self._collection(name):
            self._opened().delete_collection(name)

    def close(self) -> None:
        """Closes Chroma and gives the folder back; calling it again does nothing."""
        if self._client is not None:
            sessions = http_sessions(self._client)
            self._client.close()  # leaves its HTTP connections open
            for session in sessions:
                session.close()
            self._client = None
        if self._owned is not None:
            self._owned.release()

    @contextmanager
    def _collection(self, name: str) -> Iterator["Collection"]:
        try:
            yield self._opened().get_or_create_collection(
                name, configuration={"hnsw": _GRAPH}, embedding_function=None
            )
        except Exception as error:  # Chroma raises its own, SQLite's, httpx's and Rust's errors
            raise StoreUnavailable(
                f"向量库 {self._where} 没有完成操作（{error}）：请检查它是否在运行、磁盘是否已满。"
            ) from error

    def _opened(self) -> "Client":
        if self._client is None:
            self._client = self._connect()
        return self._client


def open_folder(folder: Path) -> "Client":
    import chromadb

    return cast("Client", chromadb.PersistentClient(folder, _settings()))


def open_server(url: str, deadline_seconds: float) -> "Client":
    import chromadb

    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("Chroma 的地址要像 http://127.0.0.1:8000 这样")
    with urlopen(f"{url.rstrip('/')}/api/v2/heartbeat", timeout=deadline_seconds):  # noqa: S310
        pass
    secure, host = parts.scheme == "https", parts.hostname
    port = parts.port or (443 if secure else 80)
    client: Client = _within(
        deadline_seconds,
        lambda: chromadb.HttpClient(host, port, secure, settings=_settings()),
    )
    for session in http_sessions(client):
        session.timeout = deadline_seconds
    return client


def _within(seconds: float, make: Callable[[], Any]) -> Any:
    """What ``make`` gives, or ``TimeoutError``: it then goes on in a thread nobody waits for."""
    made: Future[Any] = Future()

    def run() -> None:
        try:
            made.set_result(make())
        except BaseException as error:
            made.set_exception(error)

    Thread(target=run, name="chroma-client", daemon=True).start()
    return made.result(timeout=seconds)


def http_sessions(client: "Client") -> list[Any]:
    """The httpx sessions of the client and of the one it keeps for tenants; none when embedded.

    Chroma has no setting for them. A release that hides them would wait without end again, which
    is why a test asks for the deadline.
    """
    servers: tuple[Any, ...] = (client._server, cast("Any", client._admin_client)._server)
    return [server._session for server in servers if hasattr(server, "_session")]


def _settings() -> Any:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)


def _metadata(passage: Passage) -> dict[str, str | int]:
    """The passage as JSON, and beside it what somebody browsing Chroma would filter by."""
    browsable: dict[str, str | int] = {
        "passage": json.dumps(to_record(passage), ensure_ascii=False),
        "kind": passage.kind.value,
        "document": passage.place.document,
        "skus": "|".join(sorted(passage.skus)),
    }
    if passage.valid_from is not None:
        browsable["valid_from"] = microseconds(passage.valid_from)
    if passage.valid_to is not None:
        browsable["valid_to"] = microseconds(passage.valid_to)
    return browsable


def _batches(items: Sequence[_Item]) -> Iterator[Sequence[_Item]]:
    return (items[start : start + _BATCH] for start in range(0, len(items), _BATCH))
