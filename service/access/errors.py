"""AccessError
├── NotRecognised   no key, or one that is unknown, expired or revoked
├── NotAllowed      the role does not include it
├── TooMany         more requests than the rate allows
└── UnknownKey      nothing to rotate or revoke by that id
"""


class AccessError(Exception):
    """Base of the errors of access."""


class NotRecognised(AccessError):
    """Never says which of the three it was."""


class NotAllowed(AccessError):
    """The caller is known, and may not."""


class TooMany(AccessError):
    """``seconds`` until there is room again."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


class UnknownKey(AccessError):
    """No such key in this installation."""
