"""Encoders: texts → vectors, behind one protocol."""

from knowledge.encoders.base import Encoder, Vectors
from knowledge.encoders.hashed import HashedEncoder

__all__ = ["Encoder", "HashedEncoder", "Vectors", "encoder_named"]


def encoder_named(name: str) -> Encoder:
    """``hashed``, or any sentence-transformers model by hub name or local folder.

    Raises ``EncoderUnavailable``.
    """
    if name == "hashed":
        return HashedEncoder()
    from knowledge.encoders.neural import NeuralEncoder

    return NeuralEncoder(name)
