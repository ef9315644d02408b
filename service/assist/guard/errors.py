"""What can go wrong in the guard itself (findings about a sentence are no errors, but flags).

GuardError
└── DataFileError    a word list or table beside the rules cannot be read
"""


class GuardError(Exception):
    """Root of this package's errors."""


class DataFileError(GuardError):
    """A data file is missing, is no YAML, or has a wrong key; the message names file and place."""
