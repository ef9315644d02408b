"""``/v1/knowledge/files``: a shop's manuals, scripts and synonyms, uploaded as they are.

The body of a ``PUT`` is the file itself (``curl -T 保修.pdf …/manuals/保修.pdf?shop=demo``); a form
would need a parser of its own and buys nothing. Uploads stand beside the shop folder, which is
never written to, and are taken in by the next import job.
"""

import asyncio

from fastapi import APIRouter, Request, Response

from knowledge.errors import UnknownFile
from knowledge.loaders import MAX_FILE_BYTES
from knowledge.shop_files import ListedFile, listed_files
from knowledge.shop_home import ShopHome
from knowledge.sources import ENDINGS
from service.desk import Desk

from ..deps import GivenDesk
from ..knowledge_schemas import FilesOut, Folder, FolderOut, Name, ShopId, UploadedOut
from ..knowledge_views import file_out

router = APIRouter(prefix="/v1/knowledge/files", tags=["knowledge"])

_BINARY = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.get("")
def files(shop: ShopId, desk: GivenDesk) -> FilesOut:
    """The shop's files: what is live, what the next import takes in, what it leaves out."""
    return FilesOut(
        files=[file_out(file) for file in _listed(shop, desk)],
        folders=[FolderOut(name=name, endings=list(ends)) for name, ends in ENDINGS.items()],
        max_bytes=MAX_FILE_BYTES,
    )


@router.put("/{folder}/{name}", status_code=201, openapi_extra=_BINARY)
async def upload(
    folder: Folder, name: Name, shop: ShopId, request: Request, desk: GivenDesk
) -> UploadedOut:
    """Takes a file for the next import. One of the same name is replaced once that is active."""
    uploads = desk.knowledge.uploads(desk.shops.get(shop).id)
    with uploads.receiving(folder, name) as arriving:
        async for chunk in request.stream():
            arriving.write(chunk)
        digest = await asyncio.to_thread(arriving.keep)
    return UploadedOut(document=arriving.document, bytes=arriving.bytes, sha256=digest)


@router.delete("/{folder}/{name}", status_code=204)
def take_away(folder: Folder, name: Name, shop: ShopId, desk: GivenDesk) -> Response:
    """Drops an upload that no import has taken in yet; otherwise the next import leaves the file
    out. Rolling back brings it back."""
    document = f"{folder}/{name}"
    found = next((file for file in _listed(shop, desk) if file.document == document), None)
    if found is None or found.state == "leaving":
        raise UnknownFile(f"店铺没有文件 {document}：请核对名称。")
    in_folder = (desk.shops.get(shop).folder / folder / name).is_file()
    desk.knowledge.uploads(shop).take_away(document, in_folder=in_folder)
    return Response(status_code=204)


def _listed(shop: str, desk: Desk) -> list[ListedFile]:
    found = desk.shops.get(shop)
    return listed_files(ShopHome(desk.settings.home, found.id), found.folder)
