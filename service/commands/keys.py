"""``goalie keys``: who may call the service of a shop. A key is shown once and never stored."""

import asyncio
import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import timedelta

from rich.console import Console
from rich.table import Table

from service.access.errors import AccessError
from service.access.keys import Key, Keys
from service.access.roles import Role
from service.clock import system_clock
from service.settings import Settings
from service.shops import BadShopFolder, ShopError, read_shops
from service.storage.database import Database
from service.storage.errors import StorageError


def keys(options: Namespace, settings: Settings) -> int:
    """0, or 2 when it cannot be done; the reason is printed."""
    try:
        if options.doing == "add":
            read_shops(settings.shops).get(options.shop)
        return asyncio.run(_done(options, settings))
    except BadShopFolder as error:
        told = "\n".join(str(fault) for fault in error.faults)
    except (AccessError, ShopError, StorageError) as error:
        told = str(error)
    print(told, file=sys.stderr)
    return 2


async def _done(options: Namespace, settings: Settings) -> int:
    settings.home.mkdir(parents=True, exist_ok=True)
    database = await Database.open(settings.database)
    held = Keys(database, system_clock)
    try:
        match options.doing:
            case "add":
                role = Role(options.role)
                print(await held.add(options.shop, role, options.name[:80], options.days))
            case "rotate":
                print(await held.rotate(options.id, timedelta(hours=options.overlap_hours)))
            case "revoke":
                await held.revoke(options.id)
            case _:
                _show(await held.all())
    finally:
        await database.close()
    return 0


def _show(held: Sequence[Key]) -> None:
    table = Table("钥匙", "店铺", "角色", "名字", "发放", "到期")
    for key in held:
        until = f"{key.expires_at:%Y-%m-%d %H:%M}" if key.expires_at else "—"
        given = f"{key.created_at:%Y-%m-%d %H:%M}"
        table.add_row(key.id, key.shop, key.role.value, key.name, given, until)
    Console().print(table)
