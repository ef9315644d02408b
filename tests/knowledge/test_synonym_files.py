"""A shop's synonym tables: read row by row, part of the version, kept through a rebuild."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from knowledge import synonym_files
from knowledge.encoders import HashedEncoder
from knowledge.index import Knowledge
from knowledge.synonym_files import read_synonyms
from tests.knowledge.shopfiles import NOON, script, write_scripts, write_text, write_workbook

GROUPS = (("匹数", "几匹", "大一匹"), ("挂机", "壁挂"))


def read(path: Path) -> tuple[tuple[tuple[str, ...], ...], list[tuple[int | None, str]]]:
    reading = read_synonyms(path, f"synonyms/{path.name}", "h")
    refused = [(row.place.row, row.reason) for row in reading.rows if row.outcome == "refused"]
    assert len(reading.rows) == len(reading.synonyms) + len(refused)
    return reading.synonyms, refused


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "标准词,同义词\n匹数,几匹、大一匹\n挂机,壁挂\n"),
        ("b.csv", "匹数,几匹,大一匹\n挂机|壁挂\n"),
        ("c.yaml", "- [匹数, 几匹, 大一匹]\n- [挂机, 壁挂]\n"),
        ("d.yaml", "匹数: [几匹, 大一匹]\n挂机: 壁挂\n"),
    ],
)
def test_a_table_is_read_however_it_is_laid_out(tmp_path: Path, name: str, text: str) -> None:
    assert read(write_text(tmp_path / name, text)) == (GROUPS, [])


def test_a_workbook_is_read_and_its_notes_are_not(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["说法", "说法2", "说法3"],
        ["匹数", "几匹", "大一匹"],
        ["挂机", "壁挂", None],
    ]
    path = write_workbook(tmp_path / "a.xlsx", 同义词=rows, 说明=[["每行一组"]])
    assert read(path) == (GROUPS, [])


def test_a_row_that_is_no_group_says_what_to_mend_and_the_others_are_taken(tmp_path: Path) -> None:
    sentence = "亲亲这款空调的制热效果到底怎么样啊好不好用呢"
    path = write_text(tmp_path / "a.csv", f"匹数,几匹\n挂机\n物流,快\n价保,{sentence}\n催,催单\n")
    groups, refused = read(path)
    assert groups == (("匹数", "几匹"),)
    assert [number for number, _ in refused] == [2, 3, 4, 5]
    for (_, reason), told in zip(refused, ("两个", "“快”", "20", "“催”"), strict=True):
        assert told in reason


@pytest.mark.parametrize(
    ("name", "text"), [("a.txt", "匹数 几匹"), ("a.csv", ""), ("a.yaml", "[匹数"), ("b.yaml", "匹")]
)
def test_a_file_that_is_no_table_is_one_refusal(tmp_path: Path, name: str, text: str) -> None:
    groups, refused = read(write_text(tmp_path / name, text))
    assert groups == ()
    assert [number for number, _ in refused] == [None]


def first(knowledge: Knowledge, text: str) -> str:
    return knowledge.search("禾风", text, at=NOON)[0].passage.script_id


@pytest.fixture
def shop(folder: Path) -> Path:
    write_scripts(folder / "scripts" / "a.xlsx", script("A", "怎么安装"), script("B", "匹数怎么选"))
    write_text(folder / "synonyms" / "a.csv", "匹数,多大马力\n")
    return folder


def test_a_changed_table_is_a_new_version_and_searched_at_once(
    knowledge: Knowledge, shop: Path
) -> None:
    report = knowledge.index("禾风", shop)
    assert [row.outcome for row in report.rows] == ["taken"] * 3
    assert first(knowledge, "要多大马力的") == "B"
    write_text(shop / "synonyms" / "a.csv", "安装,多大马力\n")
    assert knowledge.index("禾风", shop).version != report.version
    assert first(knowledge, "要多大马力的") == "A"
    (shop / "synonyms" / "a.csv").unlink()
    knowledge.index("禾风", shop)
    assert knowledge.search("禾风", "马力", at=NOON) == []


def test_a_rebuilt_snapshot_still_knows_the_shop_s_synonyms(home: Path, shop: Path) -> None:
    with Knowledge(home, HashedEncoder()) as knowledge:
        knowledge.index("禾风", shop)
    for folder in (home / "knowledge").glob("*/snapshots"):
        shutil.rmtree(folder)
    with Knowledge(home, HashedEncoder()) as knowledge:
        assert first(knowledge, "要多大马力的") == "B"


def test_a_machine_out_of_memory_is_not_told_as_a_damaged_synonym_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def exhausted(path: Path, document: str) -> Any:
        raise MemoryError

    monkeypatch.setitem(synonym_files._SOURCES, ".csv", exhausted)
    with pytest.raises(MemoryError):
        read_synonyms(write_text(tmp_path / "a.csv", "匹数,几匹\n"), "synonyms/a.csv", "h")
