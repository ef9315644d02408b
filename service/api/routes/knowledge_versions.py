"""``/v1/knowledge/versions``: what was imported, what is active, and the way back."""

from fastapi import APIRouter

from knowledge.shop_home import ShopHome
from service.desk import Desk
from service.releasing import released
from service.shops import rule_faults

from ..deps import GivenCaller, GivenDesk, GivenGate, named
from ..knowledge_schemas import (
    ActivateRequest,
    ConflictsOut,
    Limit,
    Offset,
    Outcome,
    RowsOut,
    ShopBody,
    ShopId,
    VersionId,
    VersionOut,
    VersionsOut,
)
from ..knowledge_views import conflicts_out, rows_out, version_out, versions_out

router = APIRouter(prefix="/v1/knowledge", tags=["knowledge"])


@router.get("/versions")
def versions(shop: ShopId, desk: GivenDesk) -> VersionsOut:
    """Every version kept, the latest first."""
    home = _home(shop, desk)
    chosen = home.chosen()
    kept = desk.knowledge.versions(shop)
    ids = {version.id for version in kept}
    before = next((id_ for id_ in chosen.before if id_ in ids), None)
    return versions_out(kept, chosen.version, before, home.changes.latest())


@router.get("/versions/{version}/rows")
def rows(
    version: VersionId,
    shop: ShopId,
    desk: GivenDesk,
    outcome: Outcome | None = None,
    offset: Offset = 0,
    limit: Limit = 100,
) -> RowsOut:
    """What became of each row when the version was made."""
    home = _home(shop, desk)
    report = home.report(desk.knowledge.kept_version(shop, version).id)
    return rows_out(report, outcome, offset, limit)


@router.get("/versions/{version}/conflicts")
def conflicts(
    version: VersionId, shop: ShopId, desk: GivenDesk, offset: Offset = 0, limit: Limit = 100
) -> ConflictsOut:
    """What contradicted each other when the version was made, and the rulebooks' own list."""
    report = _home(shop, desk).report(desk.knowledge.kept_version(shop, version).id)
    return conflicts_out(report, rule_faults(desk.shops.get(shop)), offset, limit)


@router.post("/versions/{version}/activate")
def activate(
    version: VersionId,
    body: ActivateRequest,
    desk: GivenDesk,
    caller: GivenCaller,
    gate: GivenGate,
) -> VersionOut:
    """Searches and prices use this version from here on; the release gate may stop it."""
    shop, by = _home(body.shop, desk).shop_id, named(caller, body.by)
    desk.knowledge.kept_version(shop, version)
    released(gate, desk, shop, version, by, body.override)
    chosen = desk.knowledge.activate(shop, version, by)
    desk.rules.follow(body.shop)
    return version_out(chosen, chosen.id)


@router.post("/roll-back")
def roll_back(body: ShopBody, desk: GivenDesk, caller: GivenCaller) -> VersionOut:
    """Back to the version that was active before; again goes further back."""
    chosen = desk.knowledge.roll_back(_home(body.shop, desk).shop_id, named(caller, body.by))
    desk.rules.follow(body.shop)
    return version_out(chosen, chosen.id)


def _home(shop: str, desk: Desk) -> ShopHome:
    return ShopHome(desk.settings.home, desk.shops.get(shop).id)
