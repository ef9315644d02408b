"""What stands where the outside world would, and the service itself on a port of its own."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI

from knowledge.table_rows import Property, TableRow, properties_of, rows_in
from knowledge.types import Hit, Kind
from service.api.plug_ins import Routes
from service.app import create_app
from service.cli import DEMO_AT
from service.settings import Settings


def demo_settings(home: Path, **changed: Any) -> Settings:
    """The demo's settings with its state under ``home``, without the caller's environment."""
    given: dict[str, Any] = {
        "home": home,
        "demo": True,
        "clock_at": DEMO_AT,
        "OPENAI_API_KEY": None,
        "OPENAI_BASE_URL": None,
    }
    return Settings(**(given | changed))


class Shelf:
    """A search that knows a few passages and finds them whatever is asked."""

    def __init__(self, *hits: Hit) -> None:
        self._hits = hits

    def search(
        self,
        shop_id: str,
        query: str,
        *,
        at: datetime,
        skus: frozenset[str] = frozenset(),
        kinds: frozenset[Kind] | None = None,
        limit: int = 5,
        previous: str = "",
    ) -> Sequence[Hit]:
        return [hit for hit in self._hits if kinds is None or hit.passage.kind in kinds]

    def properties(self, at: datetime, sku: str) -> Sequence[Property]:
        hits = [hit.passage for hit in self._hits if sku in hit.passage.skus]
        return list(properties_of(sku, hits))

    def table_rows(self, at: datetime, sku: str = "") -> Sequence[TableRow]:
        hits = [hit.passage for hit in self._hits]
        return list(rows_in([p for p in hits if sku in p.skus or not (sku or p.skus)]))

    def version(self, shop_id: str) -> str:
        return "v1"

    def pinned(self, shop_id: str) -> "Shelf":
        return self


@contextmanager
def running(home: Path, *brought: Routes, **changed: Any) -> Iterator[str]:
    """The real service in a thread, on a free port of the loopback; yields its base URL. With the
    routes ``brought``, else with those installed."""
    with serving(create_app(demo_settings(home, **changed), brought or None)) as address:
        yield address


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """An application in a thread; yields its base URL."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        while not server.started:
            if not thread.is_alive():
                raise RuntimeError("the service did not start")
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=20)
