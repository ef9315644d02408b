"""What ``goalie keys`` takes; light to import, for the command line reads it at every start."""

from argparse import ArgumentParser

from service.access.roles import Role


def arguments(parser: ArgumentParser) -> None:
    """What ``goalie keys`` takes."""
    doing = parser.add_subparsers(dest="doing", required=True)
    add = doing.add_parser("add", help="a new key; it is shown this once")
    add.add_argument("shop", help="the shop it is for; it sees no other")
    add.add_argument("--role", choices=[role.value for role in Role], required=True)
    add.add_argument("--name", required=True, help="whose it is, as the audit log shows it")
    add.add_argument("--days", type=int, help="until it expires; never if left out")
    doing.add_parser("list", help="all keys, without their secrets")
    revoke = doing.add_parser("revoke", help="a key lets nobody in any more, within seconds")
    revoke.add_argument("id", help="from goalie keys list")
    rotate = doing.add_parser("rotate", help="a new key in the place of an old one")
    rotate.add_argument("id", help="from goalie keys list")
    rotate.add_argument("--overlap-hours", type=float, default=24, help="how long both hold (24)")
