"""Reading a streamed completion: its text however the bytes are split, and never half of it."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.assist.draft.completion import Completion
from service.assist.draft.errors import ModelCut, ModelError, ModelMalformed, ModelRefused


def event(content: object, finish_reason: object = None) -> bytes:
    choice = {"index": 0, "delta": {"content": content}, "finish_reason": finish_reason}
    return f"data: {json.dumps({'choices': [choice]}, ensure_ascii=False)}\n\n".encode()


FINISH = event(None, "stop")
DONE = b"data: [DONE]\n\n"
USAGE = b'data: {"choices": [], "usage": {"total_tokens": 9}}\n\n'
WHOLE = b": hello\n\n" + event("亲，到手价") + event("2,299元😊") + FINISH + USAGE + DONE


def read(*parts: bytes) -> str:
    completion = Completion(max_characters=100)
    return "".join([completion.feed(part) for part in parts]) + completion.end()


@given(st.lists(st.integers(0, len(WHOLE)), max_size=8))
def test_the_text_does_not_depend_on_where_the_network_splits_it(places: list[int]) -> None:
    edges = [0, *sorted(places), len(WHOLE)]
    parts = [WHOLE[start:end] for start, end in pairwise(edges)]
    assert read(*parts) == "亲，到手价2,299元😊"


@given(st.integers(0, WHOLE.index(FINISH) + len(FINISH) - 10))
def test_a_stream_that_ends_early_is_never_a_reply(length: int) -> None:
    with pytest.raises(ModelError):
        read(WHOLE[:length])


def test_an_end_mark_is_no_finish_reason() -> None:
    with pytest.raises(ModelCut):
        read(event("到手价 1"), DONE)


def test_windows_line_ends_are_read() -> None:
    assert read(WHOLE.replace(b"\n", b"\r\n")) == "亲，到手价2,299元😊"


def test_what_follows_the_finish_is_no_part_of_the_reply() -> None:
    assert read(event("好的"), FINISH, event("加微信")) == "好的"


def test_reasoning_is_no_part_of_the_reply() -> None:
    thought = b'data: {"choices": [{"delta": {"reasoning_content": "2299-100=2199"}}]}\n\n'
    assert read(thought, event("好的"), FINISH) == "好的"


@pytest.mark.parametrize(
    "bad",
    [
        b'data: {"choices": "none"}\n\n',
        b'data: {"object": "list"}\n\n',
        b"data: null\n\n",
        b"data: " + b"[" * 20_000 + b"\n\n",
        b'{"choices": [{"message": {"content": "whole"}}]}\n',
        event(["list"]),
        event("半个字\ufffd"),
        b'data: {"choices": [{"delta": {"content": "\\ud83d"}}]}\n\n',
        b'data: {"choices": [{"index": 1, "delta": {"content": "second"}}]}\n\n',
        b'data: {"choices": [{"delta": "text"}]}\n\n',
        b"data: " + b"x" * 100_000,
        event("长" * 101),
        event(" \n", "stop"),
    ],
)
def test_an_event_of_another_shape_is_refused(bad: bytes) -> None:
    with pytest.raises(ModelMalformed):
        read(bad, event("好的"), FINISH)


@pytest.mark.parametrize(
    ("error", "status"), [({"code": 429}, 429), ({"code": "x"}, 500), ("overloaded", 500)]
)
def test_an_error_inside_the_stream_is_an_error(error: object, status: int) -> None:
    with pytest.raises(ModelRefused) as refused:
        read(event("亲"), f"data: {json.dumps({'error': error})}\n\n".encode())
    assert refused.value.status == status


@given(st.lists(st.text(), min_size=1, max_size=12), st.booleans())
def test_events_alike_in_all_but_their_text_say_what_json_says(
    texts: list[str], escaped: bool
) -> None:
    def written(text: str) -> bytes:
        choice = {"index": 0, "delta": {"content": text}, "finish_reason": None}
        told = json.dumps({"id": "x", "choices": [choice], "usage": None}, ensure_ascii=escaped)
        return f"data: {told}\n\n".encode("utf-8", "replace")

    expected = "".join(text.encode("utf-8", "replace").decode() for text in texts)
    if escaped:
        expected = "".join(texts)
    completion = Completion(max_characters=10_000)
    try:
        said = "".join([completion.feed(written(text)) for text in texts])
    except ModelMalformed:
        assert "\ufffd" in expected
        return
    assert said == expected


@pytest.mark.parametrize(
    "odd",
    [
        b'data: {"choices": [{"index": 0, "delta": {"content": "x", "refusal": "no"}, '
        b'"finish_reason": null}]}\n\n',
        b'data: {"choices": [{"index": 0, "delta": {"content": "x"}, "finish_reason": '
        b'"length"}]}\n\n',
        b'data: {"choices": [{"index": 0, "delta": {"content": "x" "y"}, "finish_reason": '
        b"null}]}\n\n",
    ],
)
def test_an_event_that_only_looks_alike_is_parsed(odd: bytes) -> None:
    with pytest.raises(ModelError):
        read(event("亲"), event("，"), odd, FINISH)
