"""The encoder that needs no download: the same vectors everywhere, for ever."""

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from knowledge.encoders import HashedEncoder, encoder_named
from knowledge.encoders.onnx import pooling
from knowledge.errors import EncoderUnavailable
from knowledge.tokens import form, question_key, subject, tokens
from knowledge.weights import UNMEASURED, Weights, weights_for

PRINT_HASH = """
from hashlib import sha256
from knowledge.encoders import HashedEncoder
vectors = HashedEncoder(64).encode(["内机噪音35dB", "能开专票吗"])
print(sha256((vectors * 1000).round().astype("int16").tobytes()).hexdigest()[:16])
"""


def test_hashed_vectors_are_the_same_in_every_process() -> None:
    vectors = HashedEncoder(64).encode(["内机噪音35dB", "能开专票吗"])
    known = sha256((vectors * 1000).round().astype("int16").tobytes()).hexdigest()[:16]
    assert known == "5eaf5abc95c28dd3"
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", PRINT_HASH],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == known


def test_hashed_vectors_have_length_one_and_an_empty_text_has_none() -> None:
    encoder = encoder_named("hashed")
    vectors = encoder.encode(["空调", "空调 空调 冰箱", "！？"])
    assert vectors.shape == (3, encoder.dimensions)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 0])
    assert encoder.encode([]).shape == (0, encoder.dimensions)


def test_alike_texts_have_alike_vectors() -> None:
    one, near, far = HashedEncoder().encode(["空调噪音大吗", "空调的噪音大不大", "发票怎么开"])
    assert one @ near > 0.5 > 0.2 > one @ far


def test_a_model_that_is_not_there_is_said_to_be_missing() -> None:
    with pytest.raises(EncoderUnavailable, match=r"no/such-model.*hashed"):
        encoder_named("no/such-model")


def test_a_model_without_an_onnx_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(EncoderUnavailable, match="to_onnx"):
        encoder_named(f"onnx:{tmp_path}")
    with pytest.raises(EncoderUnavailable, match="载入失败"):
        encoder_named(f"onnx:{tmp_path / 'model.onnx'}")


@pytest.mark.parametrize(
    ("module", "config", "reason"),
    [
        ("Dense", {}, "Dense"),
        ("Pooling", {"pooling_mode": "lasttoken"}, "lasttoken"),
        ("Pooling", {"include_prompt": False}, "include_prompt"),
        ("Pooling", {"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": True}, "cls"),
    ],
)
def test_a_model_that_onnx_would_compute_wrongly_is_refused(
    tmp_path: Path, module: str, config: dict[str, object], reason: str
) -> None:
    (tmp_path / "1").mkdir()
    (tmp_path / "1" / "config.json").write_text(json.dumps(config))
    modules = [{"path": "1", "type": f"sentence_transformers.models.{module}"}]
    (tmp_path / "modules.json").write_text(json.dumps(modules))
    with pytest.raises(EncoderUnavailable, match=reason):
        pooling(tmp_path)


def test_the_vectors_share_is_a_setting_and_a_former_encoder_keeps_its_own() -> None:
    assert weights_for("hashed").vectors == 0.2
    assert weights_for("some/model", 0.7) == Weights(words=1 - 0.7, vectors=0.7)
    assert weights_for("some/model").vectors == UNMEASURED


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("内机３５dB", ["内", "机", "内机", "35db", "35", "db"]),
        ("E4 1.5匹", ["e4", "1.5", "匹"]),
        ("空\u200b调", ["空", "调", "空调"]),
        ("！", []),
    ],
)
def test_text_becomes_characters_bigrams_and_whole_latin_words(text: str, words: list[str]) -> None:
    assert tokens(text) == words


def test_what_a_question_is_about_does_not_depend_on_how_it_asks() -> None:
    assert (
        subject("能不能开专票") == subject("可以开专票吗？") == ["开", "专", "票", "开专", "专票"]
    )
    assert "不" in subject("不能开机")
    assert subject("怎么样") == tokens("怎么样")
    assert form("怎么退") != form("能退吗")


def test_a_question_is_the_same_whatever_its_marks_and_courtesies() -> None:
    assert question_key("亲，请问 能开专票吗？") == question_key("能开专票吗") == "能开专票吗"
    assert question_key("18-38分贝") != question_key("1838分贝")
