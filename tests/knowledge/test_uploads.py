"""Uploads: taken safely, drafts until they are imported, and going back with their version."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from knowledge.encoders import HashedEncoder
from knowledge.errors import UploadRefused, UploadTooLarge
from knowledge.index import Knowledge
from knowledge.loaders import MAX_FILE_BYTES
from knowledge.shop_files import listed_files
from knowledge.shop_home import ShopHome
from tests.knowledge.shopfiles import NOON, script, write_scripts, write_text
from tests.knowledge.test_versions import questions, state


def upload(
    knowledge: Knowledge, name: str, content: bytes | Iterable[bytes], folder: str = "manuals"
) -> None:
    with knowledge.uploads("demo").receiving(folder, name) as arriving:
        for chunk in [content] if isinstance(content, bytes) else content:
            arriving.write(chunk)
        arriving.keep()


def upload_scripts(knowledge: Knowledge, tmp_path: Path, *asked: str, name: str = "a.xlsx") -> None:
    rows = [script(f"U{number}", question) for number, question in enumerate(asked)]
    made = write_scripts(tmp_path / "made" / "x.xlsx", *rows)
    upload(knowledge, name, made.read_bytes(), "scripts")


def test_an_upload_stands_in_for_the_file_and_leaves_the_shop_folder_alone(
    knowledge: Knowledge, folder: Path, tmp_path: Path
) -> None:
    state(folder, "在吗")
    knowledge.index("demo", folder)
    before = (folder / "scripts" / "a.xlsx").read_bytes()
    upload_scripts(knowledge, tmp_path, "包邮吗")
    assert questions(knowledge) == {"在吗"}
    report = knowledge.index("demo", folder)
    assert questions(knowledge) == {"包邮吗"}
    assert report.covered == ("scripts/a.xlsx",)
    assert report.rows[0].place.label() == "scripts/a.xlsx · 话术 · 第2行"
    assert (folder / "scripts" / "a.xlsx").read_bytes() == before


def test_an_upload_that_was_never_imported_does_not_go_live_by_a_restart(
    home: Path, folder: Path, tmp_path: Path
) -> None:
    state(folder, "在吗")
    with Knowledge(home, HashedEncoder()) as knowledge:
        knowledge.index("demo", folder)
        upload_scripts(knowledge, tmp_path, "包邮吗")
    with Knowledge(home, HashedEncoder()) as knowledge:
        assert knowledge.index_if_changed("demo", folder) is None
        write_text(folder / "manuals" / "保修.md", "# 保修\n\n整机保修六年吗。")
        assert knowledge.index_if_changed("demo", folder) is not None
        assert "包邮吗" not in questions(knowledge)
        knowledge.index("demo", folder)
        assert "包邮吗" in questions(knowledge)


def test_rolling_back_brings_the_files_back_too_and_keeps_what_came_since(
    knowledge: Knowledge, folder: Path, tmp_path: Path
) -> None:
    state(folder)
    upload_scripts(knowledge, tmp_path, "一吗")
    knowledge.index("demo", folder)
    upload_scripts(knowledge, tmp_path, "二吗")
    upload_scripts(knowledge, tmp_path, "坏的吗", name="bad.xlsx")
    knowledge.index("demo", folder)
    upload_scripts(knowledge, tmp_path, "新的吗", name="new.xlsx")
    knowledge.roll_back("demo")
    assert questions(knowledge) == {"一吗"}
    knowledge.index("demo", folder)
    assert questions(knowledge) == {"一吗"}  # U0 of new.xlsx is a.xlsx's number already
    assert set(ShopHome(knowledge.home, "demo").chosen().uploads) == {
        "scripts/a.xlsx",
        "scripts/new.xlsx",
    }


def test_activating_the_active_version_drops_what_was_only_prepared(
    knowledge: Knowledge, folder: Path, tmp_path: Path
) -> None:
    state(folder, "在吗")
    version = knowledge.index("demo", folder).version
    upload_scripts(knowledge, tmp_path, "包邮吗")
    prepared = knowledge.index("demo", folder, activate=False).version
    knowledge.activate("demo", version)
    assert knowledge.index("demo", folder).version == version
    knowledge.activate("demo", prepared)
    assert knowledge.index("demo", folder).version == prepared


def test_a_file_taken_away_is_gone_with_the_next_import_and_back_with_the_version(
    knowledge: Knowledge, folder: Path, tmp_path: Path
) -> None:
    state(folder, "在吗")
    upload_scripts(knowledge, tmp_path, "包邮吗", name="b.xlsx")
    knowledge.index("demo", folder)
    uploads = knowledge.uploads("demo")
    uploads.take_away("scripts/a.xlsx", in_folder=True)
    uploads.take_away("scripts/b.xlsx", in_folder=False)
    report = knowledge.index("demo", folder)
    assert (report.passages, report.removed) == (0, 2)
    knowledge.roll_back("demo")
    assert knowledge.index("demo", folder).passages == 2


def test_taking_away_an_upload_that_was_never_imported_only_drops_the_upload(
    knowledge: Knowledge, folder: Path, tmp_path: Path
) -> None:
    state(folder, "在吗")
    version = knowledge.index("demo", folder).version
    upload_scripts(knowledge, tmp_path, "包邮吗")
    knowledge.uploads("demo").take_away("scripts/a.xlsx", in_folder=True)
    assert knowledge.index("demo", folder).version == version


def test_the_list_tells_what_is_live_what_comes_and_what_goes(
    knowledge: Knowledge, folder: Path, tmp_path: Path
) -> None:
    state(folder, "在吗")
    write_text(folder / "manuals" / "保修.md", "# 保修\n\n整机保修六年。")
    upload(knowledge, "甲.md", b"x")
    upload(knowledge, "乙.md", b"y")
    knowledge.index("demo", folder)
    upload_scripts(knowledge, tmp_path, "包邮吗")
    upload(knowledge, "丙.md", b"zz")
    uploads = knowledge.uploads("demo")
    uploads.take_away("manuals/保修.md", in_folder=True)
    uploads.take_away("manuals/乙.md", in_folder=False)
    listed = listed_files(ShopHome(knowledge.home, "demo"), folder)
    assert [(file.document, file.origin, file.state) for file in listed] == [
        ("manuals/丙.md", "upload", "pending"),
        ("manuals/乙.md", "upload", "leaving"),
        ("manuals/保修.md", "folder", "leaving"),
        ("manuals/甲.md", "upload", "live"),
        ("scripts/a.xlsx", "upload", "pending"),
    ]
    assert listed[0].bytes == 2


@pytest.mark.parametrize(
    ("folder_name", "name"),
    [
        ("manuals", "../../etc/passwd.md"),
        ("manuals", "..\\boot.md"),
        ("manuals", ".hidden.md"),
        ("manuals", "~$a.docx"),
        ("manuals", "a\x00.md"),
        ("manuals", "a\n.md"),
        ("manuals", ""),
        ("manuals", "长" * 100 + ".md"),
        ("manuals", "a.exe"),
        ("manuals", "noending"),
        ("scripts", "a.pdf"),
        ("notes", "a.yaml"),
        ("..", "a.md"),
    ],
)
def test_a_name_that_cannot_be_taken_is_refused(
    knowledge: Knowledge, folder_name: str, name: str
) -> None:
    with pytest.raises(UploadRefused):
        upload(knowledge, name, b"x", folder_name)
    assert not ShopHome(knowledge.home, "demo").uploads.exists()


def test_a_file_above_the_limit_is_refused_while_it_arrives_and_leaves_nothing(
    knowledge: Knowledge,
) -> None:
    arrived: list[bytes] = []

    def endless() -> Iterator[bytes]:
        while True:
            yield b"x" * 1024 * 1024
            arrived.append(b"")

    with pytest.raises(UploadTooLarge, match="20 MB"):
        upload(knowledge, "a.md", endless())
    assert len(arrived) == MAX_FILE_BYTES // 1024 // 1024
    assert list(ShopHome(knowledge.home, "demo").uploads.iterdir()) == []


def test_an_empty_file_and_one_that_stops_arriving_are_not_taken(knowledge: Knowledge) -> None:
    with pytest.raises(UploadRefused, match="空"):
        upload(knowledge, "a.md", b"")

    def cut() -> Iterator[bytes]:
        yield b"half"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        upload(knowledge, "a.md", cut())
    assert ShopHome(knowledge.home, "demo").chosen().uploads == {}
    assert list(ShopHome(knowledge.home, "demo").uploads.iterdir()) == []


def test_uploads_that_no_version_needs_are_removed(knowledge: Knowledge, folder: Path) -> None:
    state(folder)
    for number in range(9):
        upload(knowledge, "a.md", f"# 第{number}版\n\n内容吗".encode())
        knowledge.index("demo", folder)
    assert len(list(ShopHome(knowledge.home, "demo").uploads.iterdir())) == 5
    hits = knowledge.search("demo", "第8版内容", at=NOON)
    assert "第8版" in hits[0].passage.place.label()
