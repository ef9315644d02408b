"""The data files beside this package, read on first use and kept."""

from functools import cache
from pathlib import Path
from typing import Any

from .errors import DataFileError

FOLDER = Path(__file__).parent / "data"


@cache
def table(name: str) -> Any:
    """The content of ``data/<name>``; raises ``DataFileError`` with the file's name."""
    return read(FOLDER / name)


def read(path: Path) -> Any:
    """A YAML file; raises ``DataFileError`` with its path and the place of the mistake."""
    import yaml

    # libyaml, where PyYAML has it, reads our lists in a tenth of the time.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506
    except OSError as error:
        raise DataFileError(
            f"{path.name} 读不到（{error.strerror}），请检查文件是否存在"
        ) from error
    except yaml.YAMLError as error:
        raise DataFileError(f"{path.name} 不是有效的 YAML：{error}，请改正后重试") from error
