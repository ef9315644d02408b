"""The sample shop's files, imported whole and asked as its customers ask."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from knowledge.encoders import HashedEncoder
from knowledge.index import Knowledge
from knowledge.types import Hit, ImportReport, Kind
from tests.knowledge.shopfiles import NOON

DEMO = Path(__file__).parents[2] / "knowledge" / "shops" / "demo"
DOCUMENTS = frozenset({Kind.DOCUMENT})
JINGYUE = frozenset({"HF-KFR35-JY"})

START_AGAIN = """
import sys
from pathlib import Path
from knowledge.encoders import HashedEncoder
from knowledge.index import Knowledge
with Knowledge(Path(sys.argv[1]), HashedEncoder()) as knowledge:
    report = knowledge.index("demo", Path(sys.argv[2]))
    assert knowledge.ready("demo")
    print({row.outcome for row in report.rows})
    print([name for name in ("chromadb", "bm25s", "openpyxl", "pdfplumber") if name in sys.modules])
"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ImportReport]:
    """A home in which the sample shop was imported, and the report."""
    home = tmp_path_factory.mktemp("home")
    with Knowledge(home, HashedEncoder()) as knowledge:
        report = knowledge.index("demo", DEMO)
    return home, report


@pytest.fixture(scope="module")
def ask(demo: tuple[Path, ImportReport]) -> Iterator[Callable[..., list[Hit]]]:
    with Knowledge(demo[0], HashedEncoder()) as knowledge:
        yield lambda query, **more: knowledge.search("demo", query, at=NOON, **more)


def test_every_file_and_row_is_taken(demo: tuple[Path, ImportReport]) -> None:
    report = demo[1]
    assert report.refused() == []
    assert {row.outcome for row in report.rows} == {"taken"}
    files = {path.relative_to(DEMO).as_posix() for path in DEMO.glob("*/*.*")}
    assert {row.place.document for row in report.rows} == {
        name for name in files if name.startswith(("manuals/", "scripts/", "synonyms/"))
    }


def test_a_second_start_reads_no_file_and_loads_no_heavy_library(
    demo: tuple[Path, ImportReport],
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", START_AGAIN, demo[0], DEMO],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split("\n")[:2] == ["{'unchanged'}", "[]"]


Ask = Callable[..., list[Hit]]


def test_a_product_s_own_manual_is_the_first_document(ask: Ask) -> None:
    first = ask("噪音大不大", skus=JINGYUE, kinds=DOCUMENTS)[0]
    assert first.passage.place.document == "manuals/静悦空调说明书.pdf"
    assert "噪音" in first.passage.place.headings
    assert first.score > 0.35


def test_other_products_are_not_found_beside_a_known_one(ask: Ask) -> None:
    for hit in ask("显示E4是什么故障", skus=JINGYUE, limit=50):
        assert not hit.passage.skus or hit.passage.skus >= JINGYUE


@pytest.mark.parametrize(
    ("query", "word"),
    [("能开专票吗", "专用发票"), ("几天发货", "48小时"), ("价保多久", "15天"), ("在吗", "禾风")],
)
def test_a_frequent_question_finds_its_script_first(ask: Ask, query: str, word: str) -> None:
    first = ask(query)[0]
    assert first.passage.kind is Kind.SCRIPT
    assert word in first.passage.answer
    assert first.score > 0.35


def test_the_shop_s_own_words_are_understood(ask: Ask) -> None:
    """保险跳了 stands in no manual and no script; the shop's table says that it is 跳闸."""
    first = ask("保险跳了", kinds=frozenset({Kind.SCRIPT}))[0]
    assert "跳闸" in first.passage.question


@pytest.mark.parametrize(
    "query", ["今天股票怎么样", "你们老板是谁", "世界杯谁赢了", "明天天气怎么样"]
)
def test_what_is_no_business_of_the_shop_is_not_known(ask: Ask, query: str) -> None:
    assert max((hit.score for hit in ask(query)), default=0.0) < 0.35
