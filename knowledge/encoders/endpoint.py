"""The one door to an embeddings endpoint: any server that speaks OpenAI's protocol.

Texts go in batches; a batch is tried again while the endpoint is unreachable, overloaded or fails,
until the deadline. A question has a deadline of its own, because somebody waits for the answer,
and after a failure questions are refused at once for a while: the word lane answers alone. The
SDK's timeouts count per read and its retries know no deadline, so both are done here.
"""

import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from knowledge.encoders.base import Vectors
from knowledge.errors import EncoderUnavailable

if TYPE_CHECKING:
    from openai import APIStatusError, OpenAI

_FIRST_PAUSE_SECONDS = 0.25
_LONGEST_PAUSE_SECONDS = 10.0
_TOO_MANY = frozenset({400, 413, 422})  # what servers answer to more texts than they take
_TRANSIENT = frozenset({408, 409, 429})


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the endpoint is and how long it is waited for.

    ``base_url`` and ``api_key`` empty mean the SDK's default and none. ``batch`` is the most texts
    in a request; a server that takes fewer is found out. ``dimensions`` 0: ask it once.
    """

    base_url: str = ""
    api_key: str = ""
    batch: int = 64
    dimensions: int = 0
    deadline_seconds: float = 60.0
    question_deadline_seconds: float = 1.0
    rest_seconds: float = 15.0


class _TryAgainError(Exception):
    """A failure that may pass; ``after_seconds`` is the least pause the server asks for."""

    def __init__(self, reason: str, after_seconds: float = 0.0) -> None:
        super().__init__(reason)
        self.after_seconds = after_seconds


class _TooManyTextsError(Exception):
    """The endpoint does not take this request; fewer texts may help."""


class EndpointEncoder:
    """A model behind ``/embeddings``; ``name`` is ``openai:MODEL``.

    ``encode`` and ``encode_questions`` raise ``EncoderUnavailable``. ``sleep`` and ``clock`` are
    the machine's.
    """

    def __init__(
        self,
        model: str,
        endpoint: Endpoint | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._model = model
        self._endpoint = endpoint or Endpoint()
        self._batch = self._endpoint.batch
        self._sleep = sleep
        self._clock = clock
        self._rests_until = float("-inf")

    @property
    def name(self) -> str:
        return f"openai:{self._model}"

    @cached_property
    def dimensions(self) -> int:
        """As set, otherwise as the endpoint shows when it is asked for the first time."""
        return self._endpoint.dimensions or len(self._vectors(["尺寸"], self._deadline())[0])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See ``Encoder.encode``; the deadline is for each batch."""
        said = [row for row, text in enumerate(texts) if text.strip()]
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        while said:
            batch = said[: self._batch]
            try:
                made = self._vectors([texts[row] for row in batch], self._deadline())
            except _TooManyTextsError as error:
                if len(batch) == 1:
                    raise self._unavailable(error) from error
                self._batch = len(batch) // 2
                continue
            vectors[batch] = self._of_right_size(made)
            del said[: len(batch)]
        return vectors

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """See ``Encoder.encode_questions``; a single deadline for all."""
        if self._clock() < self._rests_until:
            raise EncoderUnavailable(f"编码服务 {self._where} 刚才没有应答，稍后再试。")
        try:
            end = self._clock() + self._endpoint.question_deadline_seconds
            return self._of_right_size(self._vectors(texts, end))
        except EncoderUnavailable:
            self._rests_until = self._clock() + self._endpoint.rest_seconds
            raise
        except _TooManyTextsError as error:
            raise self._unavailable(error) from error

    @cached_property
    def _client(self) -> "OpenAI":
        from openai import OpenAI

        return OpenAI(
            base_url=self._endpoint.base_url or None,
            api_key=self._endpoint.api_key or "none",  # a local server needs none, the SDK does
            max_retries=0,
        )

    def close(self) -> None:
        """Lets the connections go; the next text opens new ones."""
        client = self.__dict__.pop("_client", None)
        if client is not None:
            client.close()

    @property
    def _where(self) -> str:
        return self._endpoint.base_url or "OpenAI"

    def _deadline(self) -> float:
        return self._clock() + self._endpoint.deadline_seconds

    def _of_right_size(self, vectors: Vectors) -> Vectors:
        if vectors.shape[1] != self.dimensions:
            reason = f"向量是 {vectors.shape[1]} 维，应为 {self.dimensions} 维"
            raise self._unavailable(ValueError(reason))
        return vectors

    def _vectors(self, texts: Sequence[str], end: float) -> Vectors:
        """One answer, tried for until ``end``."""
        pause = _FIRST_PAUSE_SECONDS
        while True:
            try:
                return _read(self._answer(texts, end), len(texts))
            except _TryAgainError as error:
                # Not all replicas at the same moment.
                wait = max(error.after_seconds, pause * (0.5 + random.random() / 2))  # noqa: S311
                if self._clock() + wait >= end:
                    raise self._unavailable(error) from error
            except ValueError as error:
                raise self._unavailable(error) from error
            self._sleep(wait)
            pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)

    def _answer(self, texts: Sequence[str], end: float) -> bytes:
        """The body of one attempt, read until ``end`` at the latest."""
        import openai

        request = self._client.embeddings.with_streaming_response.create(
            model=self._model,
            input=list(texts),
            encoding_format="float",  # base64 is half the size, but not every server has it
            timeout=max(end - self._clock(), 0.001),
        )
        try:
            with request as response:
                body = bytearray()
                for piece in response.iter_bytes():
                    body += piece
                    if self._clock() >= end:
                        raise _TryAgainError("没有在限期内答完")
                return bytes(body)
        except openai.APIStatusError as error:
            raise self._refused(error, len(texts)) from error
        except _TryAgainError:
            raise
        except Exception as error:  # the SDK's own, and its HTTP library's while the body is read
            raise _TryAgainError(f"{error}（{error.__cause__}）") from error

    def _refused(self, error: "APIStatusError", count: int) -> Exception:
        if error.status_code in _TRANSIENT or error.status_code >= 500:
            return _TryAgainError(f"HTTP {error.status_code}", _retry_after(error))
        if error.status_code in _TOO_MANY:
            return _TooManyTextsError(f"HTTP {error.status_code}：{error.message}，{count} 条")
        return self._unavailable(error)

    def _unavailable(self, error: Exception) -> EncoderUnavailable:
        return EncoderUnavailable(
            f"编码服务 {self._where} 的模型 {self._model} 不可用（{error}）："
            "请检查地址、密钥和模型名称，或把编码器设为 hashed。"
        )


def _read(body: bytes, count: int) -> Vectors:
    """The vectors in the order asked for, each of length 1; ``ValueError`` when it is nonsense."""
    try:
        items: list[dict[str, Any]] = sorted(json.loads(body)["data"], key=lambda it: it["index"])
        vectors = np.array([item["embedding"] for item in items], dtype=np.float32)
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"答复看不懂：{body[:80].decode(errors='replace')}") from error
    if vectors.ndim != 2 or len(vectors) != count or not np.isfinite(vectors).all():
        raise ValueError(f"要 {count} 个向量，得到的是 {vectors.shape}")
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    np.divide(vectors, lengths, out=vectors, where=lengths > 0)
    return vectors


def _retry_after(error: "APIStatusError") -> float:
    try:
        return min(max(float(error.response.headers.get("retry-after", "")), 0.0), 3_600.0)
    except ValueError:
        return 0.0
