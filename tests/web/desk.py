"""The chat and the inbox as a customer and an agent handle them."""

from playwright.sync_api import Locator, Page


class Chat:
    """The customer's page."""

    def __init__(self, page: Page, base_url: str) -> None:
        self.page = page
        self.base_url = base_url

    def open(self, more: str = "") -> "Chat":
        self.page.goto(f"{self.base_url}/chat/demo{more}")
        return self

    def say(self, text: str) -> None:
        self.field.fill(text)
        self.field.press("Enter")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    @property
    def field(self) -> Locator:
        return self.page.get_by_role("textbox", name="您的问题")

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log", name="对话")

    @property
    def messages(self) -> Locator:
        """Without the greeting, which nobody said."""
        return self.page.locator(".message[data-sending]")

    @property
    def price(self) -> Locator:
        return self.page.get_by_role("region", name="价格")

    @property
    def handoff(self) -> Locator:
        """The card while a person is on the way."""
        return self.page.locator(".handoff")

    @property
    def place(self) -> Locator:
        return self.handoff.get_by_role("status")

    @property
    def mark(self) -> Locator:
        """Who speaks, at the top."""
        return self.page.get_by_role("banner").get_by_role("status")


class InboxPage:
    """The agent's page."""

    def __init__(self, page: Page, base_url: str, agent: str) -> None:
        self.page = page
        self.base_url = base_url
        self.agent = agent

    def open(self, more: str = "") -> "InboxPage":
        self.page.goto(f"{self.base_url}/inbox?shop=demo&agent={self.agent}{more}")
        return self

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("main").get_by_role("button", name=name, exact=True)

    def take(self, conversation: str) -> None:
        """Until the service has said so."""
        self.line(conversation).click()
        with self.page.expect_response("**/take"):
            self.button("接待").click()

    def line(self, conversation: str) -> Locator:
        """By the end of the conversation's id."""
        return self.queue.get_by_role("button").filter(has_text=conversation[-4:])

    @property
    def queue(self) -> Locator:
        return self.page.get_by_role("navigation", name="会话")

    @property
    def summary(self) -> Locator:
        return self.page.locator("details.summary")

    @property
    def said(self) -> Locator:
        return self.page.get_by_role("log", name="对话").locator(".turn")

    @property
    def reply(self) -> Locator:
        return self.page.get_by_role("textbox", name="回复顾客")

    @property
    def notice(self) -> Locator:
        return self.page.get_by_role("main").get_by_role("status")

    @property
    def draft(self) -> Locator:
        return self.page.get_by_role("textbox", name="建议回复内容，可修改")


def conversation_of(page: Page) -> str:
    """The id of the conversation that the customer's page goes on with."""
    kept: str = page.evaluate("JSON.parse(sessionStorage['goalie.chat.demo']).conversation")
    return kept
