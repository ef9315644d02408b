"""``python -m evals``: the same as ``goalie eval``."""

import sys

from .command import standalone

sys.exit(standalone())
