"""Run the service with uvicorn and say where it is."""

import asyncio
import socket
import sys

import uvicorn
from fastapi import FastAPI

from knowledge.errors import KnowledgeError
from service.app import create_app, open_knowledge
from service.settings import Settings
from service.shops import BadShopFolder
from service.storage.database import Database
from service.storage.errors import StorageError
from service.tracing import send_traces


def serve(settings: Settings) -> int:
    """Serve until stopped; 0, or 2 if it cannot start (the reason is printed)."""
    try:
        listener = _listen(settings.host, settings.port)
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        _complain(f"端口 {where} 用不了（{error.strerror}）：请换一个，例如 GOALIE_PORT=8351")
        return 2
    try:
        if settings.traces_endpoint is not None:
            send_traces(settings.traces_endpoint)
        app = create_app(settings)
        open_knowledge(settings).close()  # held by another process? said now, in one line
        asyncio.run(_up_to_date(settings))
    except BadShopFolder as error:
        _complain("\n".join(str(fault) for fault in error.faults))
        return 2
    except (KnowledgeError, StorageError) as error:
        _complain(str(error))
        return 2
    except ImportError as error:
        _complain(f"要发送 trace 请先安装：pip install 'goalie[traces]'（{error}）")
        return 2
    config = uvicorn.Config(
        app,
        log_level="warning",
        timeout_graceful_shutdown=10,
        server_header=False,
    )
    server = _Announcing(config, app, _greeting(settings, listener.getsockname()[1]))
    server.run(sockets=[listener])
    return 0 if server.started else 2


async def _up_to_date(settings: Settings) -> None:
    """The database can be reached and has this version's tables."""
    settings.home.mkdir(parents=True, exist_ok=True)
    await (await Database.open(settings.database)).close()


class _Announcing(uvicorn.Server):
    """Prints the address once requests are taken, not before; lets streams go that have no end."""

    def __init__(self, config: uvicorn.Config, app: FastAPI, greeting: str) -> None:
        super().__init__(config)
        self._app = app
        self._greeting = greeting

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            print(self._greeting, flush=True)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._app.state.desk.bell.close()
        await super().shutdown(sockets)


def _greeting(settings: Settings, port: int) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"http://{host}:{port}"
    if not settings.demo:
        entry = "不用钥匙，只在本机" if settings.open_access else "凭钥匙访问：goalie keys add"
        return f"Goalie 守门员 · {address}（{entry}）"
    return (
        f"Goalie 守门员 · 演示店铺已就绪（时间固定在 {settings.clock_at:%Y-%m-%d %H:%M}）\n"
        f"侧边栏 Sidebar: {address}/sidebar?shop=demo\n"
        f"顾客聊天 Chat:  {address}/chat/demo\n"
        f"人工接待 Inbox: {address}/inbox?shop=demo\n"
        f"运营台 Console:  {address}/console?shop=demo\n"
        f"接口文档 API:   {address}/docs\n"
        "按 Ctrl+C 结束"
    )


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise
    return listener


def _complain(message: str) -> None:
    print(message, file=sys.stderr)
