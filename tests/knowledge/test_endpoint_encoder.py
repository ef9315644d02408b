"""An embeddings endpoint over real HTTP: batches, retries until a deadline, plain refusals."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from knowledge.encoders import Endpoint, HashedEncoder, encoder_named
from knowledge.encoders.endpoint import EndpointEncoder
from knowledge.errors import EncoderUnavailable
from knowledge.index import Knowledge
from tests.knowledge.embedding_server import (
    DIMENSIONS,
    EmbeddingServer,
    at_most,
    drips,
    hangs_up,
    refuses,
    says,
)
from tests.knowledge.shopfiles import NOON, script, write_scripts

TEXTS = [f"空调噪音{number}分贝" for number in range(10)]


class Time:
    """A clock that only sleeping moves on."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def server() -> Iterator[EmbeddingServer]:
    with EmbeddingServer() as running:
        yield running


@pytest.fixture
def time() -> Time:
    return Time()


MADE: list[EndpointEncoder] = []


@pytest.fixture(autouse=True)
def let_go() -> Iterator[None]:
    """No connection outlives its test."""
    yield
    while MADE:
        MADE.pop().close()


def encoder_of(url: str, time: Time, **more: object) -> EndpointEncoder:
    endpoint = Endpoint(url, "sk-test", dimensions=DIMENSIONS, **more)  # type: ignore[arg-type]
    encoder = EndpointEncoder("bge", endpoint, sleep=time.sleep, clock=lambda: time.now)
    MADE.append(encoder)
    return encoder


def test_vectors_come_in_the_order_of_the_texts_and_of_length_one(server: EmbeddingServer) -> None:
    encoder = encoder_named("openai:bge", Endpoint(server.url, "sk-test"))
    assert (encoder.name, encoder.dimensions) == ("openai:bge", DIMENSIONS)
    expected = HashedEncoder(DIMENSIONS).encode(TEXTS)
    assert np.allclose(encoder.encode(TEXTS), expected, atol=1e-6)
    assert np.allclose(encoder.encode_questions(TEXTS[:1]), expected[:1], atol=1e-6)
    assert server.model == "bge"
    assert server.headers["authorization"] == "Bearer sk-test"


def test_texts_go_in_batches_and_empty_ones_not_at_all(server: EmbeddingServer, time: Time) -> None:
    vectors = encoder_of(server.url, time, batch=4).encode([*TEXTS, "", " \n"])
    assert [len(batch) for batch in server.requests] == [4, 4, 2]
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1] * 10 + [0, 0])


def test_a_server_that_takes_fewer_texts_is_asked_for_fewer(
    server: EmbeddingServer, time: Time
) -> None:
    server.queue.append(at_most(3))
    encoder = encoder_of(server.url, time, batch=8)
    assert np.allclose(encoder.encode(TEXTS), HashedEncoder(DIMENSIONS).encode(TEXTS), atol=1e-6)
    assert [len(batch) for batch in server.requests] == [8, 4, 2, 2, 2, 2, 2]
    assert time.slept == []


def test_it_is_tried_again_after_a_growing_pause(server: EmbeddingServer, time: Time) -> None:
    server.queue += [refuses(503), hangs_up, refuses(500)]
    encoder_of(server.url, time).encode(TEXTS)
    assert len(server.requests) == 4
    first, second, third = time.slept
    assert 0.125 <= first <= 0.25 <= second <= 0.5 <= third <= 1.0


def test_a_server_that_says_when_is_not_asked_before(server: EmbeddingServer, time: Time) -> None:
    server.queue.append(refuses(429, retry_after="7"))
    encoder_of(server.url, time).encode(TEXTS)
    assert time.slept == [7.0]


def test_the_deadline_ends_the_trying(server: EmbeddingServer, time: Time) -> None:
    server.queue += [refuses(429)] * 100
    with pytest.raises(EncoderUnavailable, match=r"bge.*429.*hashed"):
        encoder_of(server.url, time, deadline_seconds=20).encode(TEXTS)
    assert 10 < time.now < 20


def test_a_server_that_drips_for_ever_is_left_at_the_deadline(server: EmbeddingServer) -> None:
    server.queue.append(drips)
    endpoint = Endpoint(server.url, dimensions=DIMENSIONS, deadline_seconds=0.1)
    with pytest.raises(EncoderUnavailable, match="限期"):
        EndpointEncoder("bge", endpoint).encode(TEXTS)


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_wrong_key_or_model_is_said_at_once(
    server: EmbeddingServer, time: Time, status: int
) -> None:
    server.queue.append(refuses(status))
    with pytest.raises(EncoderUnavailable, match=f"{server.url}.*{status}.*密钥"):
        encoder_of(server.url, time).encode(TEXTS)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "nonsense",
    [
        b"<html>502 Bad Gateway</html>",
        [],
        {"data": []},
        {"data": [{"index": 0}]},
        {"data": [{"index": 0, "embedding": ["x"]}]},
        {"data": [{"index": 0, "embedding": [1.0, float("nan")]}]},
        {"data": [{"index": 0, "embedding": [1.0, 0.0]}]},
    ],
)
def test_an_answer_that_makes_no_sense_is_no_vector(
    server: EmbeddingServer, time: Time, nonsense: object
) -> None:
    server.queue.append(says(nonsense))
    with pytest.raises(EncoderUnavailable):
        encoder_of(server.url, time).encode(TEXTS[:1])


def test_after_a_failure_questions_are_not_asked_for_a_while(
    server: EmbeddingServer, time: Time
) -> None:
    encoder = encoder_of(server.url, time, question_deadline_seconds=0.1, rest_seconds=15)
    server.queue.append(refuses(500))
    for _ in range(3):
        with pytest.raises(EncoderUnavailable):
            encoder.encode_questions(["在吗"])
    assert len(server.requests) == 1
    time.now += 15
    assert encoder.encode_questions(["在吗"]).shape == (1, DIMENSIONS)


def test_a_shop_is_imported_with_it_and_searched_on_when_it_is_away(
    home: Path, folder: Path, time: Time
) -> None:
    write_scripts(folder / "scripts" / "a.xlsx", script("A1", "包邮吗"), script("A2", "能退吗"))
    with EmbeddingServer() as server, Knowledge(home, encoder_of(server.url, time)) as knowledge:
        knowledge.index("demo", folder)
        assert knowledge.search("demo", "包邮吗", at=NOON)[0].passage.script_id == "A1"
        assert server.requests[-1] == ["包邮吗"]
    with Knowledge(home, encoder_of(server.url, time)) as knowledge:
        first = knowledge.search("demo", "包邮吗", at=NOON)[0]
        assert (first.passage.script_id, first.score) == ("A1", 1.0)
        write_scripts(folder / "scripts" / "b.xlsx", script("B1", "几天到"))
        with pytest.raises(EncoderUnavailable, match="地址"):
            knowledge.index("demo", folder)
        assert knowledge.search("demo", "能退吗", at=NOON)[0].passage.script_id == "A2"
