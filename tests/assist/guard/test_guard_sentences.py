"""Cutting a reply into sentences, whole and from a stream."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.assist.guard import SentenceStream, sentences

PIECES = st.lists(
    st.sampled_from(
        [
            "亲",
            "到手",
            "4698元",
            "2,299.00",
            "11:30",
            "18~38dB",
            "。",
            "！",
            "？",
            "；",
            "…",
            "~",
            "\n",
            " ",
            "（",
            "）",
            "“",
            "”",
            "【",
            "】",
            ":",
            "，",
            "哦",
            "!",
            "?",
            "\n\n",
            "：\n",
            "空调" * 80,
        ]
    ),
    max_size=40,
).map("".join)


def streamed(text: str, cuts: list[int]) -> list[str]:
    stream, found, start = SentenceStream(), [], 0
    for cut in [*sorted(cut % (len(text) + 1) for cut in cuts), len(text)]:
        found += stream.feed(text[start:cut])
        start = cut
    return found + stream.finish()


@given(text=PIECES | st.text(max_size=80))
def test_sentences_join_to_the_text_again(text: str) -> None:
    assert "".join(sentences(text)) == text


@given(text=PIECES, cuts=st.lists(st.integers(min_value=0, max_value=200), max_size=12))
def test_a_stream_gives_the_same_sentences_however_it_is_cut(text: str, cuts: list[int]) -> None:
    assert streamed(text, cuts) == sentences(text)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("亲，您好。到手4698元哦！还有问题吗？", ["亲，您好。", "到手4698元哦！", "还有问题吗？"]),
        ("好的哦~定金200元~", ["好的哦~", "定金200元~"]),
        ("噪音18~38dB。", ["噪音18~38dB。"]),
        ("到手2,299.00元。11:30前付。", ["到手2,299.00元。", "11:30前付。"]),
        ("定金200元（请看好。再付）再付尾款。", ["定金200元（请看好。再付）再付尾款。"]),
        ("“好的。”收到！！", ["“好的。”", "收到！！"]),
        ("真的吗？！好的……", ["真的吗？！", "好的……"]),
        ("到手价：\n4698元\n尾款4498元", ["到手价：\n4698元\n", "尾款4498元"]),
        ("第一行\n\n第二行", ["第一行\n\n", "第二行"]),
        ("2！6！9！8元", ["2！6！9！8元"]),
        ("定金888。两台一共2349元。", ["定金888。", "两台一共2349元。"]),
        ("尾款2249。一共付两次。", ["尾款2249。", "一共付两次。"]),
        ("", []),
        ("。。。", ["。。。"]),
    ],
)
def test_a_sentence_ends_where_a_reader_would_end_it(text: str, cut: list[str]) -> None:
    assert sentences(text) == cut


def test_a_sentence_is_given_out_as_soon_as_the_next_one_begins() -> None:
    stream = SentenceStream()
    assert stream.feed("到手4698元。") == []
    assert stream.feed("定") == ["到手4698元。"]
    assert stream.feed("金200元") == []
    assert stream.finish() == ["定金200元"]
    assert stream.finish() == []


def test_a_bracket_that_never_closes_does_not_hold_back_the_rest_for_ever() -> None:
    text = "说明（" + "请看页面" * 60 + "。后面是下一句。"
    assert len(sentences(text)) == 2


@pytest.mark.parametrize(("letters", "cut"), [(155, 2), (157, 3), (160, 3), (170, 3)])
def test_a_bracket_that_never_closes_holds_a_sentence_only_so_long(letters: int, cut: int) -> None:
    text = "（" + "空" * letters + "到手价。多久（2天）发货。好的"
    found = sentences(text)
    assert "".join(found) == text
    assert len(found) == cut
    assert found[-1] == "好的"
