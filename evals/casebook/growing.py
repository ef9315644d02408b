"""A case out of a conversation that really was: what was asked, and what the agent sent instead.

Buyers' phones, names and addresses are masked before anything is written. What was understood is
not copied: a case that holds only what the assistant said would prove nothing.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from service.assist.privacy import Vault
from service.assist.understand.scenes import scene_named
from service.conversations.store import History, Store
from service.pricing import SHANGHAI
from service.settings import Settings
from service.storage.database import Database

from .errors import BadCaseFile
from .rows import CASES_KEY

_HEAD = "# 从真实会话来的用例：请补上商品、期望价格等，再移进正式用例。\n"
_SPEAKS = {"customer": "客", "agent": "服", "bot": "服"}
_LAST_WORD = ("sent", "edited")


def grown(settings: Settings, shop: str, conversation: str, file: Path) -> dict[str, Any]:
    """Adds the case to ``file`` (YAML) and returns it. Raises ``UnknownConversation``,
    ``BadCaseFile`` where the file is no suite or has the case already."""
    row = row_of(shop, conversation, asyncio.run(_history(settings, shop, conversation)))
    known = _known(file)
    if any(each.get("用例编号") == row["用例编号"] for each in known):
        raise BadCaseFile([f"{file.name}：已经有 {row['用例编号']} 了"])
    whole = yaml.safe_dump({CASES_KEY: [*known, row]}, allow_unicode=True, sort_keys=False)
    file.write_text(_HEAD + whole, "utf-8")
    return row


async def _history(settings: Settings, shop: str, conversation: str) -> History:
    database = await Database.open(settings.database)
    try:
        return await Store(database).history(shop, conversation)
    finally:
        await database.close()


def row_of(shop: str, conversation: str, history: History) -> dict[str, Any]:
    """Up to the buyer's last message. ``参考话术`` is what an agent sent in the end, and
    ``备注`` why a suggestion was rejected."""
    vault = Vault()
    turns = list(history.turns)
    while turns and turns[-1].role != "customer":
        turns.pop()
    row: dict[str, Any] = {
        "用例编号": f"会话-{conversation}",
        "店铺": shop,
        "标签": "来自会话",
        "时间点": history.created_at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M"),
        "对话": [f"{_SPEAKS[turn.role]}：{vault.masked(turn.text)}" for turn in turns],
        "期望动作": "回答",
    }
    if history.state.scene is not None:
        row["场景"] = scene_named(history.state.scene.value).name
    if told := _told(history.feedback, _LAST_WORD, "text"):
        row["参考话术"] = vault.masked(told)
    if why := _told(history.feedback, ("rejected",), "reason"):
        row["备注"] = f"客服没有采用：{why}"
    return row


def _told(feedback: Sequence[dict[str, Any]], events: Sequence[str], field: str) -> str:
    """The last that was said of a suggestion."""
    found = [entry[field] for entry in feedback if entry["event"] in events and entry[field]]
    return str(found[-1]) if found else ""


def _known(file: Path) -> list[dict[str, Any]]:
    if not file.exists():
        return []
    content = yaml.safe_load(file.read_text("utf-8"))
    if not isinstance(content, dict) or not isinstance(content.get(CASES_KEY), list):
        raise BadCaseFile([f"{file.name}：不是用例文件，没有「{CASES_KEY}」"])
    cases: list[dict[str, Any]] = content[CASES_KEY]
    return cases
