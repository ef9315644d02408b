"""A running service, asked over HTTP, as patiently as it wants."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from evals.casebook import Case

from .errors import ServiceUnreachable
from .talking import NotAskable

TIMEOUT_SECONDS = 60.0
PATIENCE = 20
"""How often a case is asked again where the service is asked too fast (429)."""


@asynccontextmanager
async def outside(url: str, key: str = "") -> AsyncIterator["Outside"]:
    """Raises ``ServiceUnreachable`` where the service is not ready."""
    import httpx

    base = url.rstrip("/")
    headers = {"authorization": f"Bearer {key}"} if key else {}
    async with httpx.AsyncClient(
        base_url=base, timeout=TIMEOUT_SECONDS, trust_env=False, headers=headers
    ) as client:
        try:
            ready = await client.get("/readyz")
        except httpx.HTTPError as error:
            raise ServiceUnreachable(f"连不上 {base}（{type(error).__name__}）") from None
        if ready.status_code != 200:
            raise ServiceUnreachable(f"{base} 还没有准备好（{ready.status_code}）")
        yield Outside(client, base)


class Outside:
    """``client`` is an ``httpx.AsyncClient`` whose base is the service."""

    def __init__(self, client: Any, base: str) -> None:
        self._client, self._base = client, base

    async def answer(self, request: Mapping[str, Any], case: Case) -> dict[str, Any]:
        import httpx

        if case.draft:
            raise NotAskable("「模型说」的用例只能在本机跑：不要加 --service")
        for _ in range(PATIENCE):
            try:
                response = await self._client.post("/v1/suggestions", json=request)
            except httpx.HTTPError as error:
                why = type(error).__name__
                raise ServiceUnreachable(f"{self._base} 中途断了（{why}）") from None
            if response.status_code != 429:
                break
            await asyncio.sleep(float(response.headers.get("retry-after", 1)))
        if response.status_code in (401, 403):
            told = f"{self._base} 不让问（{response.status_code}），GOALIE_KEY 要是这家店的 key"
            raise ServiceUnreachable(told)
        response.raise_for_status()
        answer: dict[str, Any] = response.json()
        return answer

    async def suggestions(self, shop: str, conversation_id: str) -> list[dict[str, Any]]:
        path = f"/v1/conversations/{conversation_id}"
        response = await self._client.get(path, params={"shop": shop})
        response.raise_for_status()
        found: list[dict[str, Any]] = response.json()["suggestions"]
        return found
