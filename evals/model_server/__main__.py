"""Run the scripted model by itself; the first line printed is its base URL."""

import argparse
import contextlib
import sys

from .behaviours import BEHAVIOURS
from .server import ScriptedModel
from .speech import paced


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m evals.model_server", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument(
        "--behaviour",
        choices=sorted(BEHAVIOURS),
        default="faithful",
        help="for every request whose model is not itself the name of a behaviour",
    )
    parser.add_argument("--pace", type=float, help="seconds between two pieces of a faithful reply")
    options = parser.parse_args()
    default = options.behaviour if options.pace is None else paced(options.pace)
    with (
        contextlib.suppress(KeyboardInterrupt),
        ScriptedModel(default, port=options.port) as model,
    ):
        sys.stdout.write(f"{model.url}\n")
        sys.stdout.flush()
        model.wait()


if __name__ == "__main__":
    main()
