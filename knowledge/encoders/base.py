"""What the index asks of an encoder."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


@runtime_checkable
class Closing(Protocol):
    """What holds something open, such as connections."""

    def close(self) -> None: ...


class Encoder(Protocol):
    """Turns texts into vectors.

    ``name`` and ``dimensions`` together say which vectors may be compared with which: an index
    made with another name or size is made anew.
    """

    @property
    def name(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    def __hash__(self) -> int:
        """What was encoded last is held by encoder."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row per text, shape ``(len(texts), dimensions)``, float32, each of length 1.

        A text without any word may give a row of zeros. Raises ``EncoderUnavailable`` when the
        encoder is a service that does not answer.
        """
        ...

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """The same for what is searched: some models have another instruction for questions."""
        ...
