"""What routes are handed: the desk as far as the caller may see it, and who the caller is."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Annotated

from fastapi import Depends, Header, Request

from service.access.errors import NotRecognised
from service.access.keys import ANYBODY, Caller
from service.access.roles import Right
from service.desk import Desk
from service.journal import REQUEST_ID
from service.releasing import ReleaseGate

_RECORDED = frozenset({Right.TEACH, Right.MANAGE})
_READING = frozenset({"GET", "HEAD"})


def _whole(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


OpenDesk = Annotated[Desk, Depends(_whole)]
"""All of it: for what anybody may ask, such as readiness and the pages."""


def _gate(request: Request) -> ReleaseGate | None:
    gate: ReleaseGate | None = request.app.state.gate
    return gate


GivenGate = Annotated[ReleaseGate | None, Depends(_gate)]
"""The release gate, ``None`` where it is off."""


async def _caller(request: Request, desk: OpenDesk) -> Caller:
    """By the key in ``Authorization: Bearer``. Raises ``NotRecognised``, ``TooMany``."""
    if desk.settings.open_access:
        return ANYBODY
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise NotRecognised("请在 Authorization: Bearer 里带上钥匙；管理员用 goalie keys add 发")
    caller = await desk.keys.caller(given.strip())
    desk.rates.take(caller.key, time.monotonic())
    return caller


GivenCaller = Annotated[Caller, Depends(_caller)]


def named(caller: Caller, told: str) -> str:
    """Who did it: the name of the key; where access is open, what they call themselves."""
    return told if caller == ANYBODY else caller.name


def _desk(desk: OpenDesk, caller: GivenCaller) -> Desk:
    """Another shop looks to the caller as if there were none."""
    if caller.shop is None:
        return desk
    return replace(desk, shops=desk.shops.only(caller.shop))


GivenDesk = Annotated[Desk, Depends(_desk)]


def needs(right: Right) -> Callable[..., Awaitable[None]]:
    """A dependency that lets through who has ``right``, and records what changes something.

    It raises ``NotAllowed``; what cannot be recorded is not done (``NotWritten``).
    """

    async def checked(request: Request, desk: OpenDesk, caller: GivenCaller) -> None:
        caller.must(right)
        if right in _RECORDED and request.method not in _READING:
            shop = caller.shop or request.query_params.get("shop", "")
            action = f"{request.method} {request.url.path}"
            await desk.audit.note(caller, shop[:64], action, REQUEST_ID.get(), desk.clock())

    return checked


GivenKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        description="Of the caller's choosing; the same request again gets the same answer.",
    ),
]
