"""The house: imports run one way, and importing costs little."""

import subprocess
import sys
from pathlib import Path

from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parent.parent
HEAVY = ("openai", "langchain_core", "chromadb", "sentence_transformers", "openpyxl", "pdfplumber")


def test_imports_run_one_way_and_heavy_libraries_stand_behind_one_door() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=None) == 0


def test_importing_the_service_loads_no_heavy_library() -> None:
    code = f"import sys, service.app; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_top_level_is_what_the_design_fixed() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    top = {name.split("/")[0] for name in listed if not name.startswith(".")}
    fixed = {"service", "knowledge", "prompts", "evals", "tests", "pyproject.toml", "README.md"}
    assert top <= fixed | {"Makefile", "constraints.txt"}
