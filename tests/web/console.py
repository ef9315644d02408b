"""The console page as a trainer or a supervisor handles it."""

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import FilePayload, Locator, Page

from tests.web.axe import faults

FOLDER = Path(__file__).parents[2] / "test-results" / "console"
WIDTHS = (768, 1024, 1280)


class Console:
    """Names for what is on the page; every member is a locator, to be waited for by `expect`."""

    def __init__(self, page: Page, base_url: str) -> None:
        self.page = page
        self.base_url = base_url

    def open(self, where: str = "#/knowledge", query: str = "") -> "Console":
        self.page.goto(f"{self.base_url}/console{query}{where}")
        return self

    def choose(self, folder: str, *files: tuple[str, bytes]) -> None:
        """Chooses files for 话术, 资料 or 同义词."""
        chosen = [
            FilePayload(name=name, mimeType="application/octet-stream", buffer=content)
            for name, content in files
        ]
        self.page.get_by_label(f"选择{folder}文件").set_input_files(chosen)

    def drop(self, folder: str, files: Sequence[tuple[str, bytes]]) -> None:
        """Drops files on the folder's place."""
        transfer = self.page.evaluate_handle(
            """(files) => {
                const transfer = new DataTransfer();
                for (const [name, bytes] of files) {
                    transfer.items.add(new File([new Uint8Array(bytes)], name));
                }
                return transfer;
            }""",
            [[name, list(content)] for name, content in files],
        )
        zone = self.page.locator("label.zone").filter(
            has=self.page.get_by_label(f"选择{folder}文件")
        )
        zone.dispatch_event("dragover", {"dataTransfer": transfer})
        zone.dispatch_event("drop", {"dataTransfer": transfer})

    def prepare(self) -> None:
        """Makes a new version and waits for its report."""
        self.button("生成新版本").click()
        self.activation.or_(self.in_use).wait_for()

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def section(self, name: str) -> Locator:
        return self.page.get_by_role("region", name=name, exact=True)

    def tally(self, outcome: str) -> Locator:
        """The button with the number of rows that were 新增, 更新, 未变 or 被拒."""
        return (
            self.section("报告")
            .get_by_role("group", name="只看")
            .get_by_role("button", name=outcome)
        )

    @property
    def uploads(self) -> Locator:
        return self.page.get_by_role("list", name="上传进度").get_by_role("listitem")

    @property
    def rows(self) -> Locator:
        """The rows of the report that are on the page."""
        table = self.page.get_by_role("table", name="逐行报告")
        return table.locator("tbody tr[aria-rowindex]")

    @property
    def conflicts(self) -> Locator:
        return self.page.get_by_role("list", name="互相矛盾的地方").get_by_role("article")

    @property
    def activation(self) -> Locator:
        return self.page.get_by_role("heading", name="生效前检查")

    @property
    def in_use(self) -> Locator:
        return self.page.get_by_text("这一版正在使用。")

    @property
    def versions(self) -> Locator:
        return self.page.get_by_role("list", name="保留的版本").get_by_role("listitem")

    @property
    def changes(self) -> Locator:
        return self.section("变更记录").get_by_role("listitem")

    @property
    def pill(self) -> Locator:
        """Whether the figures of 实时 are of now."""
        return self.page.locator(".live .pill")

    def tile(self, name: str) -> Locator:
        return self.page.locator(".tile").filter(has_text=name)

    @property
    def notice(self) -> Locator:
        return self.page.get_by_role("main").get_by_role("status").first

    @property
    def alert(self) -> Locator:
        return self.page.get_by_role("alert")


def look(console: Console, name: str) -> None:
    """The page as it stands, to be looked at; nothing on it scrolls sideways or is a fault."""
    page = console.page
    FOLDER.mkdir(parents=True, exist_ok=True)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
        page.screenshot(path=FOLDER / f"{name}-{scheme}.png", full_page=True)
        assert faults(page) == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert overflowing(page) == [], width
        if width == min(WIDTHS):
            page.screenshot(path=FOLDER / f"{name}-{width}.png", full_page=True)
    page.emulate_media(color_scheme="light")


def overflowing(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('html, header, main, section, ol, ul, table')]
            .filter((element) => element.scrollWidth > element.clientWidth)
            .map((element) => element.tagName)"""
    )
    return found


def chinese_words(page: Page) -> list[str]:
    """Chinese on the page, apart from what the shop wrote and what the service told of it."""
    found: list[str] = page.evaluate(
        r"""() => [...document.querySelectorAll('body *')]
            .filter((element) => !element.closest(
                '.shop, .windowed td, .files, .reasons, .cases td, .asked, '
                + '.sides p, .why, option, .evals .muted, .talk .line, .judged, noscript'))
            .flatMap((element) => [
                ...[...element.childNodes].filter((node) => node.nodeType === 3)
                    .map((node) => node.textContent),
                element.getAttribute('aria-label'), element.getAttribute('title'),
                element.getAttribute('placeholder'),
            ])
            .filter((text) => /[\u4e00-\u9fff]/.test(text ?? ''))"""
    )
    return found
