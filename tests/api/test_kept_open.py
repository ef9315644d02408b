"""Streams that pages keep open for hours: quiet, and let go once their reader has left."""

import pytest
from starlette.requests import Request
from starlette.types import Message

from service.api import chat_stream
from service.api.kept_open import STILL_THERE, KeptOpen
from service.conversations.attendance import NO_BRIEF, Attendance, Attended
from service.conversations.bell import Bell
from service.conversations.chats import Chat, Visitor

NOBODY = Attendance("c_1", Attended.BOT, None, NO_BRIEF, 0.0, 1)


class QuietDesk:
    """A desk on which nothing happens; ``looked`` counts how often its database was asked."""

    def __init__(self) -> None:
        self.bell = Bell()
        self.looked = 0


async def quiet(
    monkeypatch: pytest.MonkeyPatch, leaves_after: int
) -> tuple[QuietDesk, list[bytes]]:
    """What a reader is sent who leaves after so many looks at whether they are still there."""
    desk = QuietDesk()

    async def no_news(*_: object) -> tuple[int, list[bytes]]:
        desk.looked += 1
        return 0, []

    async def same(*_: object) -> tuple[bytes, float]:
        return b"event: attendance\n\n", 60.0

    monkeypatch.setattr(chat_stream, "_news", no_news)
    monkeypatch.setattr(chat_stream, "_attends", same)
    monkeypatch.setattr(chat_stream, "BREATH_SECONDS", 0.01)
    left = [leaves_after]

    async def receive() -> Message:
        left[0] -= 1
        return {"type": "http.disconnect" if left[0] < 0 else "http.request"}

    request = Request({"type": "http"}, receive)
    chat = Chat("c_1", "demo", Visitor(), NOBODY, 0, 0)
    sent: list[bytes] = []

    async def send(message: Message) -> None:
        sent.append(message.get("body", b""))

    frames = chat_stream.chat_stream(desk, None, chat, 0, request)  # type: ignore[arg-type]
    await KeptOpen(frames)({"type": "http"}, receive, send)
    return desk, sent


async def test_a_quiet_stream_breathes_without_asking_the_database(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk, sent = await quiet(monkeypatch, leaves_after=20)
    assert sent.count(STILL_THERE) > 10
    assert sent.count(b"event: attendance\n\n") == 1
    assert desk.looked == 1


async def test_a_reader_who_left_is_noticed_at_the_next_breath(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _, sent = await quiet(monkeypatch, leaves_after=2)
    assert 1 <= sent.count(STILL_THERE) <= 3
    assert sent[-1] == b""
