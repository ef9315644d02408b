"""The house: imports run one way, and importing costs little."""

import subprocess
import sys
from pathlib import Path

from importlinter.cli import lint_imports

from service.cli import COMMANDS
from service.commands.quote_options import CHANGES
from service.settings import Settings

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
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    top = {name.split("/")[0] for name in listed if name and not name.startswith(".")}
    fixed = {"service", "knowledge", "prompts", "evals", "tests", "pyproject.toml", "README.md"}
    assert top <= fixed | {"Makefile", "constraints.txt"}


def test_the_readme_lists_every_setting_with_its_default() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, field in Settings.model_fields.items():
        if name == "demo":
            continue  # the command sets it
        variable = field.validation_alias or f"GOALIE_{name.upper()}"
        assert str(variable) in readme, variable
        if isinstance(field.default, int | float | str):
            shown = f"{field.default:g}" if isinstance(field.default, float) else field.default
            assert f"`{shown}`" in readme, (variable, shown)


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"goalie {command}" in readme or f"make {command}" in readme, command


def test_the_readme_names_every_flag_of_a_quote() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    others = ("--alternatives", "--return", "--protect", "--rulebook", "--json")
    for flag in (*CHANGES, *others):
        assert f"`{flag}" in readme, flag
