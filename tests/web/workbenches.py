"""Our own workbenches on an origin of their own; their pages are in ``workbench/``."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import FrameLocator, Locator, Page

PAGES = Path(__file__).parent / "workbench"
KINDS = ("textarea", "editable")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@contextmanager
def workbench_server() -> Iterator[str]:
    """The origin, until the block ends."""
    handler = partial(_Quiet, directory=str(PAGES))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class Workbench:
    """A page with a conversation and a reply field, the sidebar beside it."""

    def __init__(self, page: Page, origin: str, kind: str) -> None:
        self.page = page
        self.address = f"{origin}/{kind}.html"

    def open(self, service: str = "") -> "Workbench":
        self.page.goto(self.address + (f"?service={service}" if service else ""))
        return self

    @property
    def inside(self) -> FrameLocator:
        return self.page.frame_locator("iframe")

    def says(self, role: str, text: str) -> None:
        self.page.evaluate("([role, text]) => says(role, text)", [role, text])

    def opens(self, conversation: str) -> None:
        self.page.evaluate("(conversation) => opens(conversation)", conversation)

    @property
    def model(self) -> Locator:
        """The text as the workbench's own state has it."""
        return self.page.locator("output")

    @property
    def lines(self) -> Locator:
        return self.page.locator("[data-role]")
