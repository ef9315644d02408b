"""The built pages: ``/sidebar`` and their assets. Nothing is fetched from any other host."""

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

DIST = Path(__file__).resolve().parents[2] / "web" / "dist"
SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

router = APIRouter(include_in_schema=False)


@router.get("/")
async def home() -> Response:
    return RedirectResponse("/sidebar?shop=demo")


@router.get("/sidebar")
async def sidebar() -> Response:
    return _file(DIST / "index.html", "no-cache")


@router.get("/assets/{name}")
async def asset(name: str) -> Response:
    """Assets carry their hash in the name, so they never change."""
    path = DIST / "assets" / name
    if path.parent != DIST / "assets":
        raise HTTPException(404)
    return _file(path, "public, max-age=31536000, immutable")


def _file(path: Path, cache: str) -> Response:
    if not path.is_file():
        raise HTTPException(404, "the pages are not built; run `make web`")
    return FileResponse(path, headers=SECURITY | {"Cache-Control": cache})
