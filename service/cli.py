"""The command ``goalie``.

goalie demo           the sample shop on loopback, without a key; GOALIE_PORT, GOALIE_HOME respected
goalie serve          the service, by the settings in the environment
goalie index SHOP     take in a shop folder, print the row report; --dry-run, --prepare
goalie versions SHOP  the versions of a shop's knowledge, the active one marked
goalie activate SHOP VERSION, goalie roll-back SHOP
                      use another version, also while the service runs
goalie quote CART     price a cart file; what if, the second best, a return, price protection
goalie rulebook-template > FILE.xlsx
                      the Excel template of a rulebook, or a rulebook as a workbook
goalie staffing template > FILE.xlsx, goalie staffing plan FILE.xlsx --out PLAN.xlsx
                      people and shifts for a promotion, from its sales target
goalie keys add SHOP --role ROLE --name NAME, list, revoke ID, rotate ID
                      who may call the service; demo needs none
goalie customer-token SHOP CUSTOMER
                      a token as the shop's server would sign it for a customer of the chat
goalie openapi        the OpenAPI document of the service
goalie eval …         and other commands that packages bring by an entry point (``plug_ins``)

Exit codes: 0 done, 1 rows or a cart were refused, 2 the command or the settings are wrong.
"""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from service.commands.key_options import arguments as key_arguments
from service.commands.plug_ins import PlugIn, plug_ins
from service.commands.quote_options import CHANGES, Options
from service.commands.staffing import staffing_arguments
from service.pricing import SHANGHAI
from service.settings import Settings

DEMO_AT = datetime(2026, 11, 5, 20, 30, tzinfo=SHANGHAI)
"""Inside the sample promotion's deposit phase."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point; exits with the codes above."""
    brought = plug_ins()
    options = _parser(brought).parse_args(arguments)
    commands = COMMANDS | {name: plug_in.main for name, plug_in in brought.items()}
    try:
        settings = _settings(demo=options.command == "demo")
        sys.exit(commands[options.command](options, settings))
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            field = ".".join(str(part) for part in problem["loc"])
            print(f"设置有误 {field}：{problem['msg']}", file=sys.stderr)
        sys.exit(2)


def _settings(*, demo: bool) -> Settings:
    if not demo:
        return Settings()
    given = {"demo": True, "clock_at": DEMO_AT}
    if "GOALIE_CLOCK_AT" in os.environ:
        given.pop("clock_at")
    return Settings(**given)  # type: ignore[arg-type]


def _parser(brought: Mapping[str, PlugIn]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="goalie", description="Goalie 守门员")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("demo", help="the sample shop on loopback, without a key")
    commands.add_parser("serve", help="the service, by the settings in the environment")
    index = commands.add_parser("index", help="take in a shop folder, print the row report")
    index.add_argument("shop", help="the shop's id, or the path of its folder")
    index.add_argument("--dry-run", action="store_true", help="only tell what would happen")
    index.add_argument("--prepare", action="store_true", help="make the version, activate it later")
    index.add_argument("--json", action="store_true", help="the report for machines")
    versions = commands.add_parser("versions", help="the versions of a shop's knowledge")
    versions.add_argument("shop", help="the shop's id, or the path of its folder")
    versions.add_argument("--json", action="store_true", help="the list for machines")
    activate = commands.add_parser("activate", help="use another version of a shop's knowledge")
    activate.add_argument("shop", help="the shop's id, or the path of its folder")
    activate.add_argument("version", help="its id, from goalie versions")
    activate.add_argument(
        "--override", default="", metavar="NAME", help="who lets it pass the gate"
    )
    activate.add_argument("--reason", default="", metavar="TEXT", help="and why")
    back = commands.add_parser("roll-back", help="use the version that was active before")
    back.add_argument("shop", help="the shop's id, or the path of its folder")
    quote = commands.add_parser("quote", help="price a cart file")
    quote.add_argument("cart", type=Path, help="YAML: shop or rulebook, at, lines, coupons")
    quote.add_argument("--rulebook", type=Path, help="a rulebook file instead of the shop's")
    for flag, (text, told) in CHANGES.items():
        quote.add_argument(
            flag, dest="changes", action=_InOrder, default=[], metavar=text, help=told
        )
    quote.add_argument(
        "--alternatives", action="store_true", help="the second best and why, a better split"
    )
    quote.add_argument(
        "--return",
        dest="returning",
        action="append",
        default=[],
        metavar="SKU[:N]",
        help="what sending back N (1) pays",
    )
    quote.add_argument(
        "--protect",
        action="append",
        default=[],
        metavar="SKU[:PRICE]",
        help="价保: what today's price (the catalogue's) pays back",
    )
    quote.add_argument("--json", action="store_true", help="the quote for machines")
    template = commands.add_parser("rulebook-template", help="the Excel template of a rulebook")
    template.add_argument("rulebook", type=Path, nargs="?", help="write this rulebook instead")
    staffing_arguments(commands.add_parser("staffing", help="people and shifts for a promotion"))
    held = commands.add_parser("keys", help="who may call the service")
    key_arguments(held)
    token = commands.add_parser("customer-token", help="a token as the shop's server signs it")
    token.add_argument("shop", help="the shop's id; its key stands in GOALIE_CUSTOMER_KEYS")
    token.add_argument("customer", help="the shop's name for the customer")
    token.add_argument(
        "--minutes", type=int, default=60, choices=range(1, 61), metavar="1–60", help="its life"
    )
    commands.add_parser("openapi", help="the OpenAPI document of the service")
    for name, plug_in in brought.items():
        plug_in.add_arguments(commands.add_parser(name, help=plug_in.HELP))
    return parser


class _InOrder(argparse.Action):
    """Flags with their texts in one list, in the order given."""

    def __call__(
        self,
        _parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        setattr(namespace, self.dest, [*getattr(namespace, self.dest), (option_string, values)])


def _serve(_options: argparse.Namespace, settings: Settings) -> int:
    from service.commands.serve import serve

    return serve(settings)


def _index(options: argparse.Namespace, settings: Settings) -> int:
    from service.commands.index import Options, index

    asked = Options(options.dry_run, options.prepare, options.json)
    return index(options.shop, settings, asked)


def _versions(options: argparse.Namespace, settings: Settings) -> int:
    from service.commands.versions import versions

    return versions(options.shop, settings, as_json=options.json)


def _activate(options: argparse.Namespace, settings: Settings) -> int:
    from service.commands.versions import activate

    if bool(options.override) != bool(options.reason.strip()):
        print("放行要写明是谁、为什么：--override 姓名 --reason 原因", file=sys.stderr)
        return 2
    return activate(options.shop, options.version, settings, options.override, options.reason)


def _staffing(options: argparse.Namespace, _settings: Settings) -> int:
    from service.commands.staffing import staffing

    return staffing(options)


def _roll_back(options: argparse.Namespace, settings: Settings) -> int:
    from service.commands.versions import roll_back

    return roll_back(options.shop, settings)


def _quote(options: argparse.Namespace, settings: Settings) -> int:
    from service.app import clock_of
    from service.commands.quote import quote

    asked = Options(
        options.changes,
        options.returning,
        options.protect,
        options.alternatives,
        options.rulebook,
    )
    return quote(options.cart, settings, clock_of(settings), asked, as_json=options.json)


def _rulebook_template(options: argparse.Namespace, _settings: Settings) -> int:
    from service.commands.rulebook_template import rulebook_template

    return rulebook_template(options.rulebook)


def _keys(options: argparse.Namespace, settings: Settings) -> int:
    from service.commands.keys import keys

    return keys(options, settings)


def _customer_token(options: argparse.Namespace, settings: Settings) -> int:
    from service.commands.customer_token import customer_token

    return customer_token(options.shop, options.customer, options.minutes, settings)


def _openapi(_options: argparse.Namespace, settings: Settings) -> int:
    from service.commands.openapi import openapi

    return openapi(settings)


COMMANDS = {
    "demo": _serve,
    "serve": _serve,
    "index": _index,
    "versions": _versions,
    "activate": _activate,
    "roll-back": _roll_back,
    "staffing": _staffing,
    "quote": _quote,
    "rulebook-template": _rulebook_template,
    "keys": _keys,
    "customer-token": _customer_token,
    "openapi": _openapi,
}

if __name__ == "__main__":
    main()
