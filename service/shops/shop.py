"""A shop folder, read whole or not at all."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from service.pricing import Rulebook

from .aspects import Aspects, read_aspects, trade_aspects
from .catalogue import Catalogue, read_catalogue
from .compliance import NOTHING_OWN, Compliance, read_compliance
from .errors import BadShopFolder, Fault, UnknownShop
from .flows import NO_FLOWS, Flows, read_flows
from .profile import Profile
from .rulebooks import load_yaml, read_rulebooks


@dataclass(frozen=True, slots=True)
class Shop:
    """What one shop's people keep, besides its documents and scripts."""

    profile: Profile
    catalogue: Catalogue
    rulebook_files: Mapping[str, Rulebook]
    """By file inside the shop folder."""

    folder: Path
    compliance: Compliance = NOTHING_OWN
    aspects: Aspects = field(default_factory=trade_aspects)
    flows: Flows = NO_FLOWS

    @property
    def id(self) -> str:
        return self.profile.id

    @property
    def rulebooks(self) -> tuple[Rulebook, ...]:
        return tuple(self.rulebook_files.values())

    def file_of(self, rulebook_id: str) -> str:
        """The file a rulebook stands in; empty if it is none of this shop's."""
        files = (name for name, book in self.rulebook_files.items() if book.id == rulebook_id)
        return next(files, "")

    def rulebook_at(self, moment: datetime) -> Rulebook | None:
        """The event under way at the moment; the first listed where several are."""
        return next((book for book in self.rulebooks if book.valid.holds(moment)), None)


def read_shop(folder: Path) -> Shop:
    """The shop in ``folder``. Raises ``BadShopFolder`` naming file, row, field and remedy."""
    profile = read_profile(folder)
    catalogue = read_catalogue(folder)
    rulebooks = read_rulebooks(folder, catalogue)
    compliance = read_compliance(folder)
    flows = read_flows(folder, profile.authority)
    return Shop(profile, catalogue, rulebooks, folder, compliance, read_aspects(folder), flows)


def read_shops(folder: Path) -> "Shops":
    """Every shop folder (one with a ``shop.yaml``) in ``folder``. Raises ``BadShopFolder``."""
    found = [read_shop(path.parent) for path in sorted(folder.glob("*/shop.yaml"))]
    if not found:
        fault = Fault(str(folder), "", "没有店铺：请放入带 shop.yaml 的店铺文件夹")
        raise BadShopFolder([fault])
    return Shops(found)


def read_profile(folder: Path) -> Profile:
    """The folder's ``shop.yaml`` alone. Raises ``BadShopFolder``."""
    path = folder / "shop.yaml"
    if not path.is_file():
        raise BadShopFolder([Fault("shop.yaml", "", f"{folder} 里没有 shop.yaml：请补上店铺档案")])
    try:
        return Profile.model_validate(load_yaml(path, "shop.yaml"))
    except ValidationError as error:
        faults = [
            Fault("shop.yaml", ".".join(map(str, problem["loc"])), problem["msg"])
            for problem in error.errors(include_url=False)
        ]
        raise BadShopFolder(faults) from None


class Shops:
    """The shops this process serves, by id."""

    def __init__(self, shops: Iterable[Shop]) -> None:
        self._shops = {shop.id: shop for shop in shops}

    def __iter__(self) -> Iterator[Shop]:
        return iter(self._shops.values())

    def put(self, shop: Shop) -> None:
        """In the place of the one with its id: who asks from here on sees the new one."""
        self._shops[shop.id] = shop

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(self._shops)

    def only(self, shop: str) -> "Shops":
        """As one shop's people see them; none where it is served no more."""
        return Shops(found for found in self if found.id == shop)

    def get(self, shop: str) -> Shop:
        """Raises ``UnknownShop``."""
        try:
            return self._shops[shop]
        except KeyError:
            raise UnknownShop(shop, sorted(self._shops)) from None
