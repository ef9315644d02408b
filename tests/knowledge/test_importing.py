"""The import: only what changed is worked on, what is gone disappears, and nothing is half done."""

from pathlib import Path

import pytest

from knowledge.encoders import HashedEncoder
from knowledge.errors import KnowledgeError, NotIndexed, StoreBusy
from knowledge.index import Knowledge
from knowledge.types import ImportReport
from tests.knowledge.counting import CountingEncoder
from tests.knowledge.shopfiles import NOON, script, write_scripts, write_text


def outcomes(report: ImportReport) -> list[str]:
    return [row.outcome for row in report.rows]


def found(knowledge: Knowledge, query: str) -> list[str]:
    hits = knowledge.search("demo", query, at=NOON, limit=50)
    return [hit.passage.script_id or hit.passage.text for hit in hits]


@pytest.fixture
def shop(folder: Path) -> Path:
    write_scripts(folder / "scripts" / "a.xlsx", script("A1", "在吗"), script("A2", "包邮吗"))
    write_text(folder / "manuals" / "保修.md", "# 保修\n\n整机保修六年。")
    return folder


def test_a_second_import_with_nothing_changed_encodes_nothing(home: Path, shop: Path) -> None:
    encoder = CountingEncoder()
    with Knowledge(home, encoder) as knowledge:
        first = knowledge.index("demo", shop)
        assert outcomes(first) == ["taken"] * 3
        encoder.texts.clear()
        again = knowledge.index("demo", shop)
    assert outcomes(again) == ["unchanged"] * 3
    assert (again.version, again.passages) == (first.version, first.passages)
    assert encoder.texts == []


def test_only_what_changed_is_encoded_again(home: Path, shop: Path) -> None:
    encoder = CountingEncoder()
    with Knowledge(home, encoder) as knowledge:
        before = knowledge.index("demo", shop)
        encoder.texts.clear()
        write_scripts(
            shop / "scripts" / "a.xlsx",
            script("A0", "能便宜吗"),
            script("A1", "在吗"),
            script("A2", "包邮吗", "亲，全国包邮"),
        )
        after = knowledge.index("demo", shop)
        encoded = [text.split("\n")[0] for text in encoder.texts]
        assert found(knowledge, "能便宜吗")[0] == "A0"
    assert outcomes(after) == ["unchanged", "taken", "unchanged", "updated"]
    assert encoded == ["能便宜吗", "包邮吗"]
    assert after.version != before.version


def test_a_removed_file_and_a_removed_row_disappear(knowledge: Knowledge, shop: Path) -> None:
    knowledge.index("demo", shop)
    (shop / "manuals" / "保修.md").unlink()
    write_scripts(shop / "scripts" / "a.xlsx", script("A1", "在吗"))
    report = knowledge.index("demo", shop)
    assert (report.removed, report.passages) == (2, 1)
    assert found(knowledge, "保修六年") == []
    assert found(knowledge, "包邮") == []


def test_a_bad_file_stops_no_other(knowledge: Knowledge, shop: Path) -> None:
    write_text(shop / "manuals" / "坏的.pdf", "not a pdf")
    report = knowledge.index("demo", shop)
    assert [row.place.document for row in report.refused()] == ["manuals/坏的.pdf"]
    assert report.passages == 3
    assert [row.outcome for row in knowledge.index("demo", shop).refused()] == ["refused"]


def test_hidden_and_lock_files_are_no_files_of_the_shop(knowledge: Knowledge, shop: Path) -> None:
    write_text(shop / "manuals" / ".DS_Store", "x")
    write_text(shop / "scripts" / "~$a.xlsx", "x")
    assert len(knowledge.index("demo", shop).rows) == 3


def test_a_file_beside_the_folders_is_told_where_it_belongs(
    knowledge: Knowledge, shop: Path
) -> None:
    write_scripts(shop / "话术.xlsx", script("Z1", "几点关门"))
    write_text(shop / "README.md", "这家店的说明")
    write_text(shop / "compliance.yaml", "words: []")
    (refused,) = knowledge.index("demo", shop).refused()
    assert refused.place.document == "话术.xlsx"
    assert "scripts" in refused.reason
    (shop / "话术.xlsx").rename(shop / "scripts" / "话术.xlsx")
    assert knowledge.index("demo", shop).refused() == []


def test_the_second_script_with_an_id_is_refused_with_the_place_of_the_first(
    knowledge: Knowledge, shop: Path
) -> None:
    write_scripts(shop / "scripts" / "b.xlsx", script("B1", "能退吗"), script("A2", "几天到"))
    (refused,) = knowledge.index("demo", shop).refused()
    assert (refused.place.document, refused.place.row, refused.field) == (
        "scripts/b.xlsx",
        3,
        "话术编号",
    )
    assert "scripts/a.xlsx · 话术 · 第3行" in refused.reason
    assert found(knowledge, "几天到") == []


def test_an_index_survives_a_restart(home: Path, shop: Path) -> None:
    with Knowledge(home, HashedEncoder()) as knowledge:
        version = knowledge.index("demo", shop).version
        before = knowledge.search("demo", "包邮吗", at=NOON)
    with Knowledge(home, HashedEncoder()) as knowledge:
        assert knowledge.ready("demo")
        assert knowledge.version("demo") == version
        assert knowledge.search("demo", "包邮吗", at=NOON) == before


@pytest.mark.parametrize("damage", ["missing", "torn"])
def test_a_snapshot_that_is_gone_is_built_anew_from_the_store(
    home: Path, shop: Path, damage: str
) -> None:
    with Knowledge(home, HashedEncoder()) as knowledge:
        knowledge.index("demo", shop)
        before = knowledge.search("demo", "包邮吗", at=NOON)
    for path in (home / "knowledge").rglob("snapshots/*/*"):
        if damage == "missing":
            path.unlink()
        else:
            path.write_bytes(path.read_bytes()[:40])
    encoder = CountingEncoder()
    with Knowledge(home, encoder) as knowledge:
        assert knowledge.search("demo", "包邮吗", at=NOON) == before
    assert encoder.texts == ["包邮吗"]


def test_an_import_that_dies_leaves_the_former_version_and_the_next_goes_on(
    home: Path, shop: Path
) -> None:
    with Knowledge(home, CountingEncoder()) as knowledge:
        version = knowledge.index("demo", shop).version
    many = [script(f"B{number}", f"问题{number}号") for number in range(600)]
    write_scripts(shop / "scripts" / "b.xlsx", *many)

    encoder = CountingEncoder(fail_after=300)
    with Knowledge(home, encoder) as knowledge:
        with pytest.raises(MemoryError):
            knowledge.index("demo", shop)
        encoder.fail_after = None
        assert knowledge.version("demo") == version
        assert found(knowledge, "问题7号") == []

    encoder = CountingEncoder()
    with Knowledge(home, encoder) as knowledge:
        resumed = knowledge.index("demo", shop)
        assert found(knowledge, "问题7号")[0] == "B7"
    assert resumed.passages == 603
    assert 0 < len(encoder.texts) < 600


def test_an_encoder_that_nobody_can_build_any_more_needs_an_import(home: Path, shop: Path) -> None:
    with Knowledge(home, HashedEncoder(32)) as knowledge:
        knowledge.index("demo", shop)
    with Knowledge(home, HashedEncoder()) as knowledge:  # by name, 1024 dimensions are built
        assert not knowledge.ready("demo")
        with pytest.raises(NotIndexed, match="goalie index demo"):
            knowledge.search("demo", "在吗", at=NOON)
        assert knowledge.index("demo", shop).passages == 3
        assert found(knowledge, "在吗")[0] == "A1"


def test_a_shop_that_was_never_imported_is_not_ready(knowledge: Knowledge) -> None:
    assert not knowledge.ready("demo")
    with pytest.raises(NotIndexed, match="goalie index demo"):
        knowledge.version("demo")


def test_a_folder_that_is_not_there_is_named(knowledge: Knowledge, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="nowhere"):
        knowledge.index("demo", tmp_path / "nowhere")


def test_shops_do_not_see_each_other(knowledge: Knowledge, shop: Path, tmp_path: Path) -> None:
    write_scripts(tmp_path / "other" / "scripts" / "a.xlsx", script("Z1", "几点关门"))
    knowledge.index("demo", shop)
    knowledge.index("禾风", tmp_path / "other")
    assert "Z1" not in found(knowledge, "几点关门")
    assert knowledge.search("禾风", "几点关门", at=NOON)[0].passage.script_id == "Z1"


def test_progress_is_told_to_its_end(knowledge: Knowledge, shop: Path) -> None:
    told: list[tuple[str, int, int]] = []
    knowledge.index("demo", shop, lambda *step: told.append(step))
    for stage in ("读取文件", "编码段落", "保存索引"):
        steps = [(done, total) for name, done, total in told if name == stage]
        assert steps[0][0] == 0
        assert steps[-1][0] == steps[-1][1] > 0


def test_two_imports_of_one_home_do_not_run_at_once(knowledge: Knowledge, shop: Path) -> None:
    refusals: list[str] = []

    def meanwhile(stage: str, done: int, total: int) -> None:
        with pytest.raises(StoreBusy) as refusal:
            knowledge.index("demo", shop)
        refusals.append(str(refusal.value))

    knowledge.index("demo", shop, meanwhile)
    assert refusals
    assert all("导入" in refusal for refusal in refusals)
    assert outcomes(knowledge.index("demo", shop)) == ["unchanged"] * 3
