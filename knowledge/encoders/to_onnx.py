"""Writes a sentence-transformers model with its transformer in ONNX, for ``onnx:FOLDER``.

    python -m knowledge.encoders.to_onnx MODEL FOLDER [--int8]

Needs the extra ``neural``; what it writes needs neither torch nor sentence-transformers.
"""

import argparse
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from knowledge.encoders.neural import loaded
from knowledge.encoders.onnx import FILES
from knowledge.errors import EncoderUnavailable

_OPSET = 17
_INPUTS = ("input_ids", "attention_mask", "token_type_ids")
INT8 = "onnx/model_int8.onnx"


def export(model: str, folder: Path, *, int8: bool = False) -> Path:
    """The ONNX file; with ``int8`` a quantised one beside it. Raises ``EncoderUnavailable``."""
    whole = loaded(model)
    whole.save(str(folder))
    file = folder / FILES[0]
    file.parent.mkdir(exist_ok=True)
    _write(whole, file)
    if not int8:
        return file
    from onnxruntime.quantization import quantize_dynamic

    quantize_dynamic(file, folder / INT8)
    return folder / INT8


def _write(whole: Any, file: Path) -> None:
    import torch  # type: ignore[import-not-found, unused-ignore]

    features = whole.preprocess(["几天发货", "空调噪音大不大"])
    names = [name for name in _INPUTS if name in features]

    class Tokens(torch.nn.Module):  # type: ignore[misc, name-defined, unused-ignore]
        """The transformer's token vectors and nothing else."""

        def __init__(self) -> None:
            super().__init__()
            self.transformer = whole[0].auto_model.eval()

        def forward(self, *given: Any) -> Any:
            return self.transformer(**dict(zip(names, given, strict=True))).last_hidden_state

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer's, about branches that do not matter here
        torch.onnx.export(
            Tokens(),
            tuple(features[name] for name in names),
            str(file),
            input_names=names,
            output_names=["last_hidden_state"],
            dynamic_axes={
                name: {0: "texts", 1: "tokens"} for name in (*names, "last_hidden_state")
            },
            opset_version=_OPSET,
            dynamo=False,  # the other exporter fixes the number of texts for some models
        )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m knowledge.encoders.to_onnx")
    parser.add_argument("model")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--int8", action="store_true", help="quantised as well: smaller, quicker")
    chosen = parser.parse_args(arguments)
    try:
        written = export(chosen.model, chosen.folder, int8=chosen.int8)
    except EncoderUnavailable as error:
        sys.stderr.write(f"{error}\n")
        return 2
    name = chosen.folder if written == chosen.folder / FILES[0] else written
    sys.stdout.write(f"GOALIE_ENCODER=onnx:{name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
