"""Tools for the model: it may ask for another quote or for more passages, and nothing else.

Both only read. Arguments are checked before anything runs; what a tool gave is evidence.
"""

from .toolbox import Toolbox
from .what_if import WhatIf

__all__ = ["Toolbox", "WhatIf"]
