"""``promotions/*.yaml`` and ``*.xlsx``: rulebooks, read so that no amount ever becomes a float."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from knowledge.errors import FileRefused, ReaderUnavailable
from knowledge.isolation import read_yaml
from service.pricing import Rulebook

from .catalogue import Catalogue
from .errors import BadShopFolder, Fault
from .remedies import remedy
from .rulebook_file import RulebookFile
from .rulebook_xlsx import read_xlsx_rulebook

MAX_BYTES = 1_000_000


def load_yaml(path: Path, name: str) -> Any:
    """The file's content with every scalar as text: "99.90" is no float, 2026-10-20 no date.

    Raises ``BadShopFolder``.
    """
    if path.stat().st_size > MAX_BYTES:
        raise BadShopFolder([Fault(name, "", f"文件超过 {MAX_BYTES // 1000} KB，请拆分")])
    try:
        return read_yaml(path)
    except (FileRefused, ReaderUnavailable) as error:
        raise BadShopFolder([Fault(name, "", str(error))]) from None


def read_yaml_rulebook(path: Path, name: str) -> RulebookFile:
    """The file as a rulebook's content. Raises ``BadShopFolder``."""
    content = load_yaml(path, name)
    return RulebookFile(content, lambda found, _message: _where(content, found))


READERS: Mapping[str, Callable[[Path, str], RulebookFile]] = {
    ".yaml": read_yaml_rulebook,
    ".yml": read_yaml_rulebook,
    ".xlsx": read_xlsx_rulebook,
}
"""File ending → how a rulebook is read."""


def read_rulebooks(folder: Path, catalogue: Catalogue) -> dict[str, Rulebook]:
    """The rulebooks by file inside the shop folder. Raises ``BadShopFolder`` with every fault."""
    books: dict[str, Rulebook] = {}
    faults: list[Fault] = []
    for path in sorted((folder / "promotions").glob("*")):
        if path.suffix not in READERS or path.name.startswith((".", "~$")):
            continue
        name = f"promotions/{path.name}"
        try:
            file, books[name] = _read(path, name)
        except BadShopFolder as error:
            faults.extend(error.faults)
        else:
            faults.extend(_unknown_names(name, books[name], catalogue, file))
    faults.extend(_same_ids(books))
    if faults:
        raise BadShopFolder(faults)
    return books


def read_rulebook(path: Path, name: str) -> Rulebook:
    """One rulebook file. Raises ``BadShopFolder`` naming file, row or promotion, field, remedy."""
    return _read(path, name)[1]


def _read(path: Path, name: str) -> tuple[RulebookFile, Rulebook]:
    reader = READERS.get(path.suffix)
    if reader is None:
        raise BadShopFolder([Fault(name, "", f"活动规则要是 {'、'.join(READERS)} 文件")])
    file = reader(path, name)
    try:
        return file, Rulebook.model_validate(file.content)
    except ValidationError as error:
        raise BadShopFolder(list(_faults(name, file, error))) from None


def _faults(name: str, file: RulebookFile, error: ValidationError) -> Iterator[Fault]:
    for problem in error.errors(include_url=False):
        told = remedy(problem)
        yield Fault(name, file.where(problem["loc"], told), told)


def _where(content: Any, path: tuple[int | str, ...]) -> str:
    """The path as a person finds it: ``promotions 第 8 条 D11-COUPON-2000 · threshold``."""
    if len(path) < 2 or path[0] not in ("promotions", "phases") or not isinstance(path[1], int):
        return ".".join(str(part) for part in path)
    entry = content[path[0]][path[1]]
    label = entry.get("id") or entry.get("name") or "" if isinstance(entry, dict) else ""
    kind = entry.get("kind") if isinstance(entry, dict) else None
    fields = [str(part) for part in path[2:] if part != kind]
    return f"{path[0]} 第 {path[1] + 1} 条 {label} · {'.'.join(fields)}".rstrip(" ·")


def _unknown_names(
    name: str, book: Rulebook, catalogue: Catalogue, file: RulebookFile
) -> Iterator[Fault]:
    categories = {product.category for product in catalogue}
    known = {"skus": catalogue.products.keys(), "categories": categories}
    for index, promotion in enumerate(book):
        for field, term in (("skus", "商品编码"), ("categories", "类目")):
            for choice in (field, f"except_{field}"):
                for unknown in sorted(getattr(promotion.scope, choice) - known[field]):
                    where = file.where(("promotions", index, promotion.kind, "scope", choice), "")
                    yield Fault(name, where, f"商品表里没有 {unknown}：请核对{term}")


def _same_ids(books: Mapping[str, Rulebook]) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for name, book in books.items():
        if book.id in seen:
            yield Fault(name, "id", f"编号 {book.id} 与 {seen[book.id]} 相同：请改成不同的")
        seen[book.id] = name
