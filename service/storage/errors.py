"""StorageError
├── NotWritten      the database did not take it; it may be tried again
├── NotRead         the database does not answer
└── NewerDatabase   its tables were made by a later version
"""


class StorageError(Exception):
    """Base of the errors of the database."""


class NotWritten(StorageError):
    """Nothing of it is stored."""


class NotRead(StorageError):
    """The database cannot be reached or does not answer in time."""


class NewerDatabase(StorageError):
    """A later version changed the tables; this one would damage what it does not know."""
