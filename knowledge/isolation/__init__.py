"""Files are read in a process of their own, so that none of them can take ours down.

``process.py`` is our side: it sends a path and gets a ``Reading``, or the reason why there is
none. ``worker.py`` is the other side, under the limits in ``limits.py``.
"""

from knowledge.isolation.process import Worker, read_file

__all__ = ["Worker", "read_file"]
