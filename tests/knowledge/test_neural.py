"""A real sentence-transformers model, as small as one can be, made here and loaded without network.

Its weights are random, so it knows nothing; what is tested is the door it comes through.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from evals.acceptance.retrieval.contenders import contenders
from evals.acceptance.retrieval.runs import Asked
from knowledge.encoders import encoder_named
from knowledge.encoders.to_onnx import INT8, export
from knowledge.errors import EncoderUnavailable
from knowledge.index import Knowledge
from knowledge.types import Kind, Passage, Place
from tests.knowledge.shopfiles import NOON, script, write_scripts

pytestmark = pytest.mark.neural

CHARACTERS = "空调噪音大吗冰箱发货几天能开专票退包邮在亲可以的哦"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that ``SentenceTransformer`` can load: a BERT of one layer over a few characters."""
    import torch  # type: ignore[import-not-found, unused-ignore]
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import (  # type: ignore[import-not-found, attr-defined, unused-ignore]
        BertConfig,
        BertModel,
        BertTokenizerFast,
    )

    folder = tmp_path_factory.mktemp("model")
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *CHARACTERS]
    (folder / "vocab.txt").write_text("\n".join(dict.fromkeys(vocabulary)), "utf-8")
    bert, whole = folder / "bert", folder / "whole"
    BertTokenizerFast(vocab=str(folder / "vocab.txt")).save_pretrained(bert)
    torch.manual_seed(7)
    BertModel(
        BertConfig(
            vocab_size=len(vocabulary),
            hidden_size=32,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=64,
            max_position_embeddings=64,
        )
    ).save_pretrained(bert)
    words = Transformer(str(bert))
    SentenceTransformer(modules=[words, Pooling(32)]).save(str(whole))
    return whole


def test_a_model_from_a_folder_gives_vectors_of_length_one(model: Path) -> None:
    encoder = encoder_named(str(model))
    vectors = encoder.encode(["空调噪音大吗", "几天发货"])
    assert (vectors.shape, encoder.dimensions) == ((2, 32), 32)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1], abs=1e-5)
    assert not np.allclose(vectors[0], vectors[1])
    assert encoder.encode([]).shape == (0, 32)


def test_the_same_text_has_the_same_vector_each_time_it_is_loaded(model: Path) -> None:
    one, two = encoder_named(str(model)), encoder_named(str(model))
    assert np.array_equal(one.encode(["空调"]), two.encode(["空调"]))
    alone, in_a_batch = one.encode(["空调"])[0], one.encode(["空调", "冰箱能退吗"])[0]
    assert np.allclose(alone, in_a_batch, atol=1e-5)


def test_torch_is_held_to_one_thread(model: Path) -> None:
    import torch  # type: ignore[import-not-found, unused-ignore]

    encoder_named(str(model))
    assert torch.get_num_threads() == 1


def test_knowledge_is_indexed_and_searched_with_it(model: Path, home: Path, folder: Path) -> None:
    write_scripts(
        folder / "scripts" / "a.xlsx", script("A1", "空调噪音大吗"), script("A2", "包邮吗")
    )
    encoder = encoder_named(str(model))
    with Knowledge(home, encoder) as knowledge:
        knowledge.index("demo", folder)
    with Knowledge(home, encoder) as knowledge:
        first = knowledge.search("demo", "包邮吗", at=NOON)[0]
    assert (first.passage.script_id, first.score) == ("A2", 1.0)


@pytest.fixture(scope="module")
def onnx(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same model with its transformer in ONNX, plain and quantised."""
    folder = tmp_path_factory.mktemp("onnx")
    export(str(model), folder, int8=True)
    return folder


TEXTS = ["空调噪音大吗", "几天发货", "在", "冰箱能退吗" * 40, "thermostat", "可以开专票的哦亲"]


def test_onnx_gives_the_vectors_that_torch_gives(model: Path, onnx: Path) -> None:
    torch, ours = encoder_named(str(model)), encoder_named(f"onnx:{onnx}")
    assert (ours.name, ours.dimensions) == (f"onnx:{onnx}", torch.dimensions)
    assert np.allclose(ours.encode(TEXTS), torch.encode(TEXTS), atol=1e-5)
    assert np.allclose(ours.encode_questions(TEXTS), torch.encode_questions(TEXTS), atol=1e-5)
    assert np.allclose(ours.encode(TEXTS[2:3]), torch.encode(TEXTS)[2:3], atol=1e-5)
    assert ours.encode([]).shape == (0, 32)


@pytest.mark.parametrize("mode", ["cls", "max"])
def test_onnx_pools_as_the_model_says(model: Path, onnx: Path, tmp_path: Path, mode: str) -> None:
    for folder, copy in ((model, tmp_path / "torch"), (onnx, tmp_path / "onnx")):
        shutil.copytree(folder, copy)
        config = copy / "1_Pooling" / "config.json"
        content = json.loads(config.read_text("utf-8"))
        config.write_text(json.dumps({**content, "pooling_mode": mode}), "utf-8")
    torch, ours = encoder_named(str(tmp_path / "torch")), encoder_named(f"onnx:{tmp_path / 'onnx'}")
    assert np.allclose(ours.encode(TEXTS), torch.encode(TEXTS), atol=1e-5)


def test_onnx_puts_the_models_instruction_before_a_question_only(
    model: Path, onnx: Path, tmp_path: Path
) -> None:
    for folder, copy in ((model, tmp_path / "torch"), (onnx, tmp_path / "onnx")):
        shutil.copytree(folder, copy)
        config = copy / "config_sentence_transformers.json"
        content = json.loads(config.read_text("utf-8"))
        config.write_text(json.dumps({**content, "prompts": {"query": "亲亲"}}), "utf-8")
    torch, ours = encoder_named(str(tmp_path / "torch")), encoder_named(f"onnx:{tmp_path / 'onnx'}")
    asked = ours.encode_questions(["包邮吗"])
    assert np.allclose(asked, torch.encode_questions(["包邮吗"]), atol=1e-5)
    assert not np.allclose(asked, ours.encode(["包邮吗"]), atol=1e-3)


def test_a_quantised_model_is_near_the_plain_one(onnx: Path) -> None:
    plain, int8 = encoder_named(f"onnx:{onnx}"), encoder_named(f"onnx:{onnx / INT8}")
    assert ((plain.encode(TEXTS) * int8.encode(TEXTS)).sum(axis=1) > 0.98).all()


def test_onnx_needs_neither_torch_nor_sentence_transformers(onnx: Path) -> None:
    code = (
        "import sys; from knowledge.encoders import encoder_named; "
        f"encoder_named('onnx:{onnx}').encode(['在吗']); "
        "print([n for n in ('torch', 'sentence_transformers', 'transformers') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_acceptance_prints_a_model_beside_ours_with_several_weights(onnx: Path) -> None:
    here, absent = contenders(f"onnx:{onnx}")
    named = [each for each in here if str(onnx) in each.name]
    assert [each.ours for each in named] == [False, True, True, True, True]
    assert not [reason for reason in absent if "句向量" in reason]
    passages = [
        Passage(id_, Kind.SCRIPT, text, Place("a"), "h", question=text)
        for id_, text in (("a", "空调噪音大吗"), ("b", "包邮吗"))
    ]
    for each in named:
        assert each.indexed(passages)(Asked("1", "包邮吗", {"b": 1.0}))[0] == "b"


def test_a_folder_without_a_model_is_said_to_have_none(tmp_path: Path) -> None:
    with pytest.raises(EncoderUnavailable, match="载入失败"):
        encoder_named(str(tmp_path))
