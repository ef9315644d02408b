"""A version through the release gate from the command line, beside no running service."""

import asyncio

from knowledge.errors import StoreBusy
from service.app import create_app
from service.releasing import released
from service.settings import Settings


def pass_gate(shop_id: str, version: str, settings: Settings, by: str = "", why: str = "") -> None:
    """Returns where the version may be used; at once where no gate is on. Raises ``NotReleased``
    with what would break, ``StoreBusy`` where a running service has the index."""
    if settings.release_gate:
        try:
            asyncio.run(_asked(shop_id, version, settings, by, why))
        except StoreBusy:
            raise StoreBusy(
                "服务正在运行，由它的发布门来判断：请在运营台的「知识库」里生效，"
                f"或 POST /v1/knowledge/versions/{version}/activate"
            ) from None


async def _asked(shop_id: str, version: str, settings: Settings, by: str, why: str) -> None:
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        await asyncio.to_thread(released, app.state.gate, app.state.desk, shop_id, version, by, why)
