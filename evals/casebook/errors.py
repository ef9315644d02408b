"""What a suite refuses.

CasebookError
└── BadCaseFile     rows or files that cannot be used: every one, by file, row and column
"""

from collections.abc import Sequence


class CasebookError(ValueError):
    """Base of the errors of this package."""


class BadCaseFile(CasebookError):
    """``faults`` are all that were found: ``预售.xlsx 第 12 行「期望动作」：…``."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)
