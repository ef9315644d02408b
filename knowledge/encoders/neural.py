"""The one door to sentence-transformers: any of its models, by hub name or local folder.

Importing the package costs seconds and hundreds of megabytes, so it happens when the encoder is
built. Torch is held to one thread: on a busy machine two were measured many times slower.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from knowledge.encoders.base import Vectors
from knowledge.errors import EncoderUnavailable


class NeuralEncoder:
    """A sentence-transformers model, run by torch.

    Raises ``EncoderUnavailable`` when a package is not installed or the model cannot be loaded.
    """

    def __init__(self, name: str, *, batch: int = 32) -> None:
        self._name = name
        self._batch = batch
        self._model = loaded(name)
        self._dimensions = int(self.encode(["尺寸"]).shape[1])

    @property
    def name(self) -> str:
        return self._name

    @property
    def dimensions(self) -> int:
        return self._dimensions

    def encode(self, texts: Sequence[str]) -> Vectors:
        return self._by(self._model.encode_document, texts)

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return self._by(self._model.encode_query, texts)

    def _by(self, encode: Callable[..., Any], texts: Sequence[str]) -> Vectors:
        """With the instruction that the model keeps for this, if it has one."""
        if not texts:
            return np.zeros((0, self._dimensions), dtype=np.float32)
        vectors = encode(
            list(texts),
            batch_size=self._batch,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, dtype=np.float32)


def loaded(model: str) -> Any:
    """The ``SentenceTransformer``. Raises ``EncoderUnavailable``."""
    try:
        import torch  # type: ignore[import-not-found, unused-ignore]
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise EncoderUnavailable(
            f"编码模型 {model} 需要 sentence-transformers：pip install 'goalie[neural]'，"
            "或把编码器设为 hashed。"
        ) from error
    torch.set_num_threads(1)
    try:
        return SentenceTransformer(model, device="cpu")
    except Exception as error:  # the library raises whatever its hub, files and torch raise
        raise EncoderUnavailable(
            f"编码模型 {model} 载入失败（{error}）：检查名称或本地目录，或把编码器设为 hashed。"
        ) from error
