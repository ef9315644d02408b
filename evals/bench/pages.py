"""How soon each page is ready beside a bare one, and whether a long day makes one grow.

python -m evals.bench.pages [--loads N] [--messages N] [--conversations N]

Chromium on loopback, the sample shop's service as a process of its own. Ready is when what one
works with can be seen: the seconds from the request to that, at the median of N loads in contexts
without a cache. Memory is what the page itself holds after a collection (its objects, functions and
strings), and the nodes and listeners the browser counts, after each block of messages that a person
writes into a chat that stays open, and after each block of conversations that a workbench shows one
after the other beside a sidebar that stays open. Compiled code and the browser's own records stand
beside it: the browser bounds those, and the tools that measure add to them. Exit code 1 when the
sidebar is ready a second or more after the bare page, or what a page holds still grows by more than
a twentieth over the last half.
"""

import argparse
import json
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

import httpx
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from rich.console import Console
from rich.table import Table

from .processes import free_port, running

CHROMIUM = "/usr/bin/chromium"
BARE = b"<!doctype html><title>bare</title><h1>bare</h1>"
MOST_SECONDS = 1.0
MOST_GROWTH = 1.05
SHOP = {"shop": "demo"}
AGENT = SHOP | {"agent": "bench"}
BLOCKS = 6
MEMORY = ("its own", "compiled, the browser's", "nodes", "listeners")
BROWSERS = ("code", "native", "hidden", "object shape")
"""Kinds of heap nodes that are no object, function or string of the page."""

WORKBENCH = """(address) => {
    const frame = document.createElement("iframe");
    frame.src = address;
    frame.style = "width: 360px; height: 700px";
    document.body.append(frame);
    const tell = (message) => frame.contentWindow.postMessage(message, "*");
    window.addEventListener("message", () => tell({ type: "goalie:hello", insert: true }));
    const asked = ["静悦1.5匹到手多少钱", "两台呢", "定金什么时候付", "尾款什么时候付"];
    window.follow = (number) => tell({
        type: "goalie:context",
        conversation: `t-${number}`,
        buyer: `t***${number}`,
        turns: asked.map((text, place) => ({ role: place % 2 ? "agent" : "customer", text }))
            .concat({ role: "customer", text: `${asked[0]}，第 ${number} 位问` }),
    });
}"""
Ready = Callable[[Page], None]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="evals.bench.pages")
    parser.add_argument("--loads", type=int, default=10)
    parser.add_argument("--messages", type=int, default=6_000)
    parser.add_argument("--conversations", type=int, default=240)
    options = parser.parse_args(arguments)
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as home, bare_page() as bare, ExitStack() as open_:
        settings = {
            "GOALIE_HOME": str(Path(home)),
            "GOALIE_PORT": str(port),
            "GOALIE_EMBED_ORIGINS": bare.rstrip("/"),
        }
        demo = ["-m", "service.cli", "demo"]
        open_.enter_context(running(demo, f"{address}/readyz", settings))
        playwright = open_.enter_context(sync_playwright())
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        soon = readiness(browser, bare, address, options.loads)
        steady = chat_memory(browser, address, options.messages)
        steady &= sidebar_memory(browser, bare, address, options.conversations)
        browser.close()
    return 0 if soon and steady else 1


def readiness(browser: Browser, bare: str, address: str, loads: int) -> bool:
    pages: dict[str, tuple[str, Ready]] = {
        "bare": (bare, lambda page: page.get_by_role("heading", name="bare").wait_for()),
        "sidebar": (
            f"{address}/sidebar?shop=demo",
            lambda page: page.get_by_text("演示时间").wait_for(),
        ),
        "chat": (f"{address}/chat/demo", lambda page: page.get_by_text("演示时间").wait_for()),
        "inbox": (
            f"{address}/inbox?shop=demo&agent=bench",
            lambda page: page.get_by_text("现在没有人等待").wait_for(),
        ),
    }
    seconds: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(loads):  # in turn, so that a busy moment meets all of them
        for name, (url, ready) in pages.items():
            seconds[name].append(_load(browser, url, ready))
    table = Table("page", "ready, median", "beside the bare page")
    first = median(seconds["bare"])
    for name, times in seconds.items():
        table.add_row(name, f"{median(times):.3f} s", f"+{median(times) - first:.3f} s")
    Console().print(table)
    return median(seconds["sidebar"]) - first < MOST_SECONDS


def _load(browser: Browser, url: str, ready: Ready) -> float:
    context = browser.new_context(viewport={"width": 380, "height": 760}, locale="zh-CN")
    page = context.new_page()
    started = time.perf_counter()
    page.goto(url, wait_until="commit")
    ready(page)
    took = time.perf_counter() - started
    context.close()
    return took


def chat_memory(browser: Browser, address: str, messages: int) -> bool:
    """An open chat into which a person writes on and on."""
    page = browser.new_context(locale="zh-CN").new_page()
    page.goto(f"{address}/chat/demo")
    page.locator(".chip.person").click()
    page.locator(".handoff").wait_for()
    conversation = page.evaluate("JSON.parse(sessionStorage['goalie.chat.demo']).conversation")
    probe = page.context.new_cdp_session(page)
    table = Table("messages", *MEMORY)
    held: list[float] = []
    with httpx.Client(base_url=f"{address}/v1/conversations/{conversation}", timeout=60) as http:
        http.post("/take", json=AGENT).raise_for_status()
        for block in range(BLOCKS):
            told = f"第 {block} 组"
            for number in range(messages // BLOCKS):
                text = f"{told}第 {number} 条：" + "您的安装预约已经登记，师傅会提前联系您。" * 3
                http.post("/reply", json=AGENT | {"text": text}).raise_for_status()
            last = f"{told}第 {messages // BLOCKS - 1} 条"
            page.get_by_text(last).wait_for(timeout=120_000)
            held.append(_memory(probe, table, (block + 1) * (messages // BLOCKS)))
    Console().print(table)
    return held[-1] <= held[BLOCKS // 2] * MOST_GROWTH


def sidebar_memory(browser: Browser, bare: str, address: str, conversations: int) -> bool:
    """A workbench in which an agent goes from one conversation to the next."""
    page = browser.new_context(viewport={"width": 380, "height": 760}, locale="zh-CN").new_page()
    page.goto(bare)
    page.evaluate(WORKBENCH, f"{address}/sidebar?shop=demo")
    page.frame_locator("iframe").get_by_text("演示时间").wait_for()
    probe = page.context.new_cdp_session(page)
    table = Table("conversations", *MEMORY)
    held: list[float] = []
    for shown in range(1, conversations + 1):
        page.evaluate("(number) => follow(number)", shown)
        inside = page.frame_locator("iframe")
        inside.get_by_text(f"第 {shown} 位问").first.wait_for()
        inside.get_by_role("textbox", name="建议回复内容，可修改").wait_for()
        if shown % (conversations // BLOCKS) == 0:
            held.append(_memory(probe, table, shown))
    Console().print(table)
    return held[-1] <= held[BLOCKS // 2] * MOST_GROWTH


def _memory(probe: CDPSession, table: Table, after: int) -> float:
    """MB of the page's own objects, functions and strings; writes a row with what is beside."""
    pieces: list[str] = []
    probe.on("HeapProfiler.addHeapSnapshotChunk", lambda event: pieces.append(event["chunk"]))
    for _ in range(2):
        probe.send("HeapProfiler.collectGarbage")
    probe.send("HeapProfiler.takeHeapSnapshot", {"reportProgress": False})
    sizes = _sizes(json.loads("".join(pieces)))
    beside = sum(sizes[kind] for kind in BROWSERS)
    own = sum(sizes.values()) - beside
    counts = probe.send("Memory.getDOMCounters")
    table.add_row(
        str(after),
        f"{own:.3f} MB",
        f"{beside:.2f} MB",
        str(counts["nodes"]),
        str(counts["jsEventListeners"]),
    )
    return own


def _sizes(snapshot: dict[str, Any]) -> Counter[str]:
    """MB by kind of node, of a heap snapshot as Chromium writes it."""
    meta = snapshot["snapshot"]["meta"]
    fields, kinds = meta["node_fields"], meta["node_types"][0]
    kind, size = fields.index("type"), fields.index("self_size")
    nodes = snapshot["nodes"]
    found: Counter[str] = Counter()
    for start in range(0, len(nodes), len(fields)):
        found[kinds[nodes[start + kind]]] += nodes[start + size]
    return Counter({name: total / 1e6 for name, total in found.items()})


class _Bare(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(BARE)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@contextmanager
def bare_page() -> Iterator[str]:
    """A page with one line of text, served by the least there is."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Bare) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


if __name__ == "__main__":
    sys.exit(main())
