"""Writes ``knowledge/calibrations.py``: the fitted constants as code, with where they come from."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from knowledge import calibrations
from knowledge.confidence import Calibration, Logistic

PATH = Path(calibrations.__file__)

_MODULE = '''"""The confidence's constants, written by ``python -m evals.answering --fit``.

{provenance}
"""

from knowledge.confidence import Calibration, Logistic

BY_ENCODER = {{
{constants}}}
"""By encoder name."""

UNMEASURED = {unmeasured}
"""For any other encoder: fitted without cosines, which lie elsewhere for each encoder."""


def calibration_for(encoder: str) -> Calibration:
    """The constants for the encoder's name."""
    return BY_ENCODER.get(encoder, UNMEASURED)
'''


def write(fitted: Mapping[str, Calibration], unmeasured: Calibration, provenance: str) -> None:
    """Replaces the file; the encoders that were not fitted now keep their constants."""
    constants = {**calibrations.BY_ENCODER, **fitted}
    text = _MODULE.format(
        provenance=provenance,
        constants="".join(f"{name!r}: {_code(by)},\n" for name, by in sorted(constants.items())),
        unmeasured=_code(unmeasured),
    )
    PATH.write_text(text, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", PATH], check=False)  # noqa: S603


def _code(by: Calibration) -> str:
    scripts, documents = _logistic(by.scripts), _logistic(by.documents)
    return f"Calibration(scripts={scripts}, documents={documents}, customer_bot={by.customer_bot})"


def _logistic(by: Logistic) -> str:
    weights = "".join(f"{name!r}: {weight},\n" for name, weight in by.weights.items())
    return f"Logistic({by.bias}, {{\n{weights}}})"
