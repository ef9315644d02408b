"""An encoder that can be asked what it did."""

from collections.abc import Sequence

from knowledge.encoders import HashedEncoder, Vectors


class CountingEncoder(HashedEncoder):
    """Remembers what it was asked to encode, and can fail as an exhausted machine does."""

    def __init__(self, fail_after: int | None = None) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.fail_after = fail_after

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.texts += texts
        if self.fail_after is not None and len(self.texts) > self.fail_after:
            raise MemoryError
        return super().encode(texts)
