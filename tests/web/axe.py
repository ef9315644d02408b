"""What axe finds on a page."""

from pathlib import Path

from playwright.sync_api import Page

from service.api.routes.pages import DIST

AXE = Path(DIST.parent, "node_modules", "axe-core", "axe.min.js")


def faults(page: Page) -> list[str]:
    """One line a rule and place."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    violations = page.evaluate("async () => (await axe.run()).violations")
    return [
        f"{violation['id']}: {node['html']}"
        for violation in violations
        for node in violation["nodes"]
    ]
