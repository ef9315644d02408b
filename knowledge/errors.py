"""What can go wrong in knowledge.

::

    KnowledgeError              anything below; the message says what failed and what to do
    ├── FileRefused             a source file cannot be read; the other files go on
    ├── RowRefused              a script row cannot be taken; names the field
    ├── ReaderUnavailable       the process that reads files cannot be started
    ├── RulesRefused            catalogue or rulebooks that nobody may compute with
    ├── NotIndexed              the shop has no index that this encoder can search
    ├── UnknownVersion          no such version of the shop's index is kept
    ├── NothingBefore           no version was active before this one
    ├── NotReleased         a version that the release gate stops
    ├── UnknownJob              no such import job of this shop
    ├── JobConflict             the job is not in a state in which that can be done
    ├── TooManyJobs             too many imports are waiting
    ├── UploadRefused           a file with a name or kind that cannot be taken
    ├── UploadTooLarge          a file above the limit; told while it arrives
    ├── UnknownFile             the shop has no such file
    ├── EncoderUnavailable      the configured encoder cannot be loaded, or does not answer
    └── StoreError              the vector store
        ├── StoreBusy           another process owns the folder, or an import is under way
        └── StoreUnavailable    Chroma does not answer, or answers with an error

``FileRefused`` and ``RowRefused`` never leave an import: they become rows of its report.
"""


class KnowledgeError(Exception):
    """Base of every error of this package."""


class FileRefused(KnowledgeError):
    """A source file that cannot be read: the message is the reason and the remedy."""


class RowRefused(KnowledgeError):
    """A script row that cannot be taken.

    ``field`` is the column's Chinese heading as it stands in the file.
    """

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason


class ReaderUnavailable(KnowledgeError):
    """The process that reads source files cannot be started: no file's fault."""


class RulesRefused(KnowledgeError):
    """Catalogue, rulebooks or profile have faults; the message names file, place and remedy."""


class NotIndexed(KnowledgeError):
    """The shop has no index that can be searched yet: import it first."""


class UnknownVersion(KnowledgeError):
    """No such version of the shop's index: it never was, or was too old to be kept."""


class NothingBefore(KnowledgeError):
    """No version was active before this one, so there is none to go back to."""


class NotReleased(KnowledgeError):
    """The release gate stops this version: the message lists what would break."""


class UnknownJob(KnowledgeError):
    """No such import job of this shop."""


class JobConflict(KnowledgeError):
    """The job is not in a state in which that can be done."""


class TooManyJobs(KnowledgeError):
    """Too many imports are waiting."""


class UploadRefused(KnowledgeError):
    """A file with a name or kind that cannot be taken: the message says which can."""


class UploadTooLarge(KnowledgeError):
    """A file above the limit; raised while it arrives."""


class UnknownFile(KnowledgeError):
    """The shop has no such file."""


class EncoderUnavailable(KnowledgeError):
    """The configured encoder cannot be used: a missing package, a model not found, no answer."""


class StoreError(KnowledgeError):
    """The vector store failed."""


class StoreBusy(StoreError):
    """Another process owns the store's folder, or an import of this home is under way."""


class StoreUnavailable(StoreError):
    """Chroma does not answer in time, or answers with an error."""
