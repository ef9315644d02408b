"""Suites as trainers write them: a row a conversation, in XLSX, CSV or YAML, with Chinese columns.

``columns`` lists every column once: what it takes and what it is for. The three formats become
``Row``s of text by heading, and one reader makes a ``Case`` of a row. What cannot be taken is named
by file, row and column in words that need no programmer.
"""

from .case import Action, Case, Said
from .errors import BadCaseFile
from .reading import read_cases

__all__ = ["Action", "BadCaseFile", "Case", "Said", "read_cases"]
