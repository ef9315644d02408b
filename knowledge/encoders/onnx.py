"""The one door to ONNX Runtime: a sentence model without torch.

Reads what sentence-transformers saves: ``tokenizer.json``, the transformer as ``onnx/model.onnx``,
and how its token vectors become one (``modules.json`` with its pooling). The import costs tens of
megabytes where sentence-transformers costs hundreds. One thread: on a busy machine two were
measured many times slower.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from knowledge.encoders.base import Vectors
from knowledge.errors import EncoderUnavailable

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

FILES = ("onnx/model.onnx", "model.onnx")
"""Where the transformer is looked for; a path to an ``.onnx`` file names another, such as int8."""

_LONGEST = 512
_KNOWN = frozenset({"Transformer", "Pooling", "Normalize"})

Pool = Callable[[NDArray[np.float32], NDArray[np.int64]], Vectors]
"""Token vectors (texts, tokens, dimensions) and the mask of tokens → a vector a text."""


class OnnxEncoder:
    """A sentence model in a local folder or on the hub; ``name`` is ``onnx:MODEL``.

    Raises ``EncoderUnavailable`` when there is no such model, it has no ONNX file, or it has a
    module that is not known here.
    """

    def __init__(self, model: str, *, batch: int = 32) -> None:
        self._name = f"onnx:{model}"
        self._batch = batch
        try:
            self._parts = _loaded(model)
        except EncoderUnavailable:
            raise
        except Exception as error:  # whatever the hub, the files and the runtime raise
            raise EncoderUnavailable(
                f"编码模型 {model} 载入失败（{error}）：检查名称或本地目录，或把编码器设为 hashed。"
            ) from error
        self._dimensions = int(self.encode(["尺寸"]).shape[1])

    @property
    def name(self) -> str:
        return self._name

    @property
    def dimensions(self) -> int:
        return self._dimensions

    def encode(self, texts: Sequence[str]) -> Vectors:
        return self._encoded([self._parts.for_documents + text for text in texts])

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        return self._encoded([self._parts.for_questions + text for text in texts])

    def _encoded(self, texts: Sequence[str]) -> Vectors:
        """Texts of like length go together, so that little is spent on padding."""
        if not texts:
            return np.zeros((0, self._dimensions), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda row: -len(texts[row]))
        blocks = [order[at : at + self._batch] for at in range(0, len(order), self._batch)]
        made = np.concatenate([self._parts.run([texts[row] for row in rows]) for rows in blocks])
        vectors = np.empty_like(made)
        vectors[order] = made
        return vectors


@dataclass(frozen=True, slots=True)
class _Parts:
    """``for_questions`` and ``for_documents`` are the instructions put before a text."""

    tokenizer: "Tokenizer"
    session: "InferenceSession"
    pool: Pool
    for_questions: str
    for_documents: str

    def run(self, texts: Sequence[str]) -> Vectors:
        """A vector of length 1 for each text."""
        encoded = self.tokenizer.encode_batch(list(texts))
        mask = np.array([each.attention_mask for each in encoded], dtype=np.int64)
        given = {
            "input_ids": np.array([each.ids for each in encoded], dtype=np.int64),
            "attention_mask": mask,
            "token_type_ids": np.array([each.type_ids for each in encoded], dtype=np.int64),
        }
        wanted = {each.name: given[each.name] for each in self.session.get_inputs()}
        found = np.asarray(self.session.run(None, wanted)[0], dtype=np.float32)
        vectors = self.pool(found, mask) if found.ndim == 3 else found
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)


def _loaded(model: str) -> _Parts:
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    folder, file = _found(model)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(_longest(folder))
    padding = tokenizer.padding or {}
    tokenizer.enable_padding(**{**padding, "length": None})
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    prompts = _json(folder / "config_sentence_transformers.json").get("prompts") or {}
    return _Parts(
        tokenizer,
        session,
        _POOLS[pooling(folder)],
        _first(prompts, "query"),
        _first(prompts, "document", "passage", "corpus"),
    )


def _found(model: str) -> tuple[Path, Path]:
    """The model's folder and its ONNX file."""
    path = Path(model)
    if path.suffix == ".onnx":
        above = path.parent.parent if path.parent.name == "onnx" else path.parent
        return above, path
    folder = path if path.is_dir() else _downloaded(model)
    file = next((folder / name for name in FILES if (folder / name).is_file()), None)
    if file is None:
        raise EncoderUnavailable(
            f"模型 {model} 没有 ONNX 文件（{'、'.join(FILES)}）。先导出："
            f"python -m knowledge.encoders.to_onnx {model} 目录（需要 goalie[neural]），"
            "再设 GOALIE_ENCODER=onnx:目录。"
        )
    return folder, file


def _downloaded(model: str) -> Path:
    from huggingface_hub import snapshot_download

    return Path(snapshot_download(model, allow_patterns=["*.json", "*/config.json", *FILES]))


def _longest(folder: Path) -> int:
    """So many tokens the model reads."""
    told = (
        _json(folder / "sentence_bert_config.json").get("max_seq_length"),
        _json(folder / "tokenizer_config.json").get("model_max_length"),
        _json(folder / "config.json").get("max_position_embeddings"),
    )
    return min([int(length) for length in told if length] or [_LONGEST])


def pooling(folder: Path) -> str:
    """``mean``, ``cls`` or ``max``; both forms of the file are read, today's and the former.

    Raises ``EncoderUnavailable`` where the model does more than is done here.
    """
    modules = _json(folder / "modules.json") or []
    unknown = {each["type"].rpartition(".")[2] for each in modules} - _KNOWN
    if unknown:
        raise EncoderUnavailable(f"ONNX 编码不支持这个模型的 {'、'.join(sorted(unknown))} 层。")
    config: dict[str, Any] = next(
        (
            _json(folder / m["path"] / "config.json")
            for m in modules
            if m["type"].endswith("Pooling")
        ),
        {},
    )
    if config.get("include_prompt") is False:
        raise EncoderUnavailable("ONNX 编码不支持不计提示语的池化（include_prompt: false）。")
    former = {"pooling_mode_mean_tokens": "mean", "pooling_mode_cls_token": "cls"}
    former |= {"pooling_mode_max_tokens": "max"}
    told = [mode for name, mode in former.items() if config.get(name)]
    mode = config.get("pooling_mode") or (told[0] if len(told) == 1 else None if told else "mean")
    if mode not in _POOLS:
        raise EncoderUnavailable(f"ONNX 编码不支持这种池化：{mode or '、'.join(told)}。")
    return str(mode)


def _mean(tokens: NDArray[np.float32], mask: NDArray[np.int64]) -> Vectors:
    counted = mask[:, :, None].astype(np.float32)
    return np.asarray((tokens * counted).sum(axis=1) / np.maximum(counted.sum(axis=1), 1e-9))


def _cls(tokens: NDArray[np.float32], mask: NDArray[np.int64]) -> Vectors:
    return np.asarray(tokens[np.arange(len(tokens)), mask.argmax(axis=1)])


def _max(tokens: NDArray[np.float32], mask: NDArray[np.int64]) -> Vectors:
    return np.asarray(np.where(mask[:, :, None] > 0, tokens, -np.inf).max(axis=1))


_POOLS: dict[str, Pool] = {"mean": _mean, "cls": _cls, "max": _max}


def _first(prompts: dict[str, str], *names: str) -> str:
    return next((prompts[name] for name in names if prompts.get(name)), "")


def _json(path: Path) -> Any:
    """Its content, ``{}`` where there is no such file."""
    return json.loads(path.read_text("utf-8")) if path.is_file() else {}
