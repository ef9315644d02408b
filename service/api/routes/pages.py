"""The built pages: ``/sidebar``, ``/console``, ``/chat``, ``/inbox`` and their assets.

Nothing comes from elsewhere. A customer is shown ``/chat/{shop}``, ``/widget.js`` and
``/chat/assets``; everything else is for the shop's people.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from ..deps import OpenDesk
from ..schemas import EmbeddingOut

DIST = Path(__file__).resolve().parents[2] / "web" / "dist"

router = APIRouter()


@router.get("/", include_in_schema=False)
async def home() -> Response:
    return RedirectResponse("/sidebar?shop=demo")


@router.get("/sidebar", include_in_schema=False)
async def sidebar(desk: OpenDesk) -> Response:
    return _file(DIST / "index.html", "no-cache", desk.settings.embed_origins)


@router.get("/console", include_in_schema=False)
async def console() -> Response:
    """For trainers and supervisors; no other page may show it in a frame."""
    return _file(DIST / "console" / "console.html", "no-cache")


@router.get("/chat/{shop}", include_in_schema=False)
async def chat(shop: str, desk: OpenDesk) -> Response:
    """For customers, alone or in a frame of the shop's pages. Raises ``UnknownShop``."""
    desk.shops.only(shop).get(shop)
    return _file(DIST / "chat" / "chat.html", "no-cache", desk.settings.embed_origins)


@router.get("/inbox", include_in_schema=False)
async def inbox() -> Response:
    """For agents; no other page may show it in a frame."""
    return _file(DIST / "inbox" / "inbox.html", "no-cache")


@router.get("/widget.js", include_in_schema=False)
async def widget() -> Response:
    """For a shop's own page: a button, and the chat behind it."""
    return _file(DIST / "widget.js", "no-cache")


@router.get("/embed.js", include_in_schema=False)
async def embed() -> Response:
    """For a workbench's own page: connects it with the sidebar in its iframe."""
    return _file(DIST / "embed.js", "no-cache")


@router.get("/assets/{name}", include_in_schema=False)
async def asset(name: str) -> Response:
    return _asset(DIST, name)


@router.get("/console/assets/{name}", include_in_schema=False)
async def console_asset(name: str) -> Response:
    return _asset(DIST / "console", name)


@router.get("/chat/assets/{name}", include_in_schema=False)
async def chat_asset(name: str) -> Response:
    return _asset(DIST / "chat", name)


@router.get("/inbox/assets/{name}", include_in_schema=False)
async def inbox_asset(name: str) -> Response:
    return _asset(DIST / "inbox", name)


@router.get("/v1/embedding", tags=["pages"])
async def embedding(desk: OpenDesk) -> EmbeddingOut:
    """Whom a sidebar in an iframe may speak with."""
    return EmbeddingOut(origins=list(desk.settings.embed_origins))


def headers(embedders: Sequence[str] = ()) -> Mapping[str, str]:
    """Nothing inline, nothing from elsewhere; only ``embedders`` may show the page in a frame."""
    ancestors = " ".join(("'self'", *embedders))
    return {
        "Content-Security-Policy": (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            "connect-src 'self'; base-uri 'none'; form-action 'none'; "
            f"frame-ancestors {ancestors}"
        ),
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


def _asset(page: Path, name: str) -> Response:
    """Assets carry their hash in the name, so they never change."""
    path = page / "assets" / name
    if path.parent != page / "assets":
        raise HTTPException(404)
    return _file(path, "public, max-age=31536000, immutable")


def _file(path: Path, cache: str, embedders: Sequence[str] = ()) -> Response:
    if not path.is_file():
        raise HTTPException(404, "the pages are not built; run `make web`")
    return FileResponse(path, headers={**headers(embedders), "Cache-Control": cache})
