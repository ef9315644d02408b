"""Encoders: texts → vectors, behind one protocol."""

from knowledge.encoders.base import Encoder, Vectors
from knowledge.encoders.endpoint import Endpoint, EndpointEncoder
from knowledge.encoders.hashed import HashedEncoder

__all__ = ["Encoder", "Endpoint", "HashedEncoder", "Vectors", "encoder_named"]


def encoder_named(name: str, endpoint: Endpoint | None = None) -> Encoder:
    """``hashed``; ``openai:MODEL`` at an embeddings endpoint; otherwise any sentence-transformers
    model by hub name or local folder; with ``onnx:`` before it, ONNX Runtime runs it without torch.

    Raises ``EncoderUnavailable``.
    """
    if name == "hashed":
        return HashedEncoder()
    if name.startswith("openai:"):
        return EndpointEncoder(name.removeprefix("openai:"), endpoint)
    if name.startswith("onnx:"):
        from knowledge.encoders.onnx import OnnxEncoder

        return OnnxEncoder(name.removeprefix("onnx:"))
    from knowledge.encoders.neural import NeuralEncoder

    return NeuralEncoder(name)
