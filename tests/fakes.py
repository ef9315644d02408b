"""What stands where the outside world would, and the service itself on a port of its own."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

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


@contextmanager
def running(home: Path, **changed: Any) -> Iterator[str]:
    """The real service in a thread, on a free port of the loopback; yields its base URL."""
    app = create_app(demo_settings(home, **changed))
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
