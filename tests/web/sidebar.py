"""The sidebar page as an agent handles it."""

import re

from playwright.sync_api import Locator, Page

LAN_NAME = "goalie.lan"
"""Leads to this machine, but is no secure context: a shop's network on plain HTTP."""


class Sidebar:
    """Names for what is on the page; every member is a locator, to be waited for by `expect`."""

    def __init__(self, page: Page, base_url: str) -> None:
        self.page = page
        self.base_url = base_url

    def open(self, query: str = "") -> "Sidebar":
        self.page.goto(f"{self.base_url}/sidebar{query}")
        return self

    def say(self, text: str) -> None:
        """Types the customer's message and sends it."""
        self.composer.fill(text)
        self.composer.press("Enter")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def tab(self, name: str) -> Locator:
        return self.page.get_by_role("tab", name=name, exact=True)

    @property
    def composer(self) -> Locator:
        return self.page.get_by_role("textbox", name="买家消息")

    @property
    def draft(self) -> Locator:
        return self.page.get_by_role("textbox", name="建议回复内容，可修改")

    @property
    def pill(self) -> Locator:
        return self.page.get_by_role("banner").get_by_role("status")

    @property
    def notice(self) -> Locator:
        return self.page.get_by_role("contentinfo").get_by_role("status").first

    @property
    def alert(self) -> Locator:
        return self.page.get_by_role("alert")

    @property
    def price(self) -> Locator:
        return self.page.get_by_role("region", name="价格拆解")

    @property
    def latest(self) -> Locator:
        """The customer's last message, at the top."""
        return self.page.get_by_role("region", name="对话").get_by_role("paragraph")

    @property
    def turns(self) -> Locator:
        """The conversation, once "全部 N 条" has opened it."""
        return self.page.get_by_role("list", name="全部消息").get_by_role("listitem")

    @property
    def facts(self) -> Locator:
        """What was understood."""
        return self.page.get_by_role("list", name="识别到的内容").get_by_role("listitem")

    @property
    def correct(self) -> Locator:
        return self.button("更正")

    @property
    def form(self) -> Locator:
        """The form that 更正 opens."""
        return self.page.get_by_role("form", name="更正识别到的内容")

    @property
    def adding(self) -> Locator:
        return self.form.get_by_role("combobox", name="添加商品")

    def quantity(self, title: str) -> Locator:
        return self.form.get_by_role("spinbutton", name=f"数量 {title}")

    def price_row(self, label: str) -> Locator:
        return self.price.get_by_role("row").filter(
            has=self.page.get_by_role("rowheader", name=re.compile(f"^{label}"))
        )
