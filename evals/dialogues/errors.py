"""What the dialogues refuse.

DialogueError
└── BadSuite     a file that cannot be used: which file, dialogue and turn, and why
"""


class DialogueError(ValueError):
    """Base of the errors of this package."""


class BadSuite(DialogueError):
    """``faults`` are all that were found, each with file, dialogue and turn."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)
