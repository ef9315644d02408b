"""Whatever a file holds: one clear reason, in bounded time and memory, and the next one is read."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from knowledge.isolation import Worker
from knowledge.isolation.limits import Limits
from knowledge.reading import Reading
from tests.knowledge import hostile
from tests.knowledge.shopfiles import write_text

Write = Callable[[Path], Path]


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(Limits(memory_megabytes=400, cpu_seconds=20)) as opened:
        yield opened


def read(worker: Worker, path: Path, reader: str = "manuals") -> Reading:
    return worker.read(reader, path, f"{reader}/{path.name}", "hash")


def refusal(reading: Reading) -> str:
    assert [row.outcome for row in reading.rows] == ["refused"]
    assert not reading.passages
    return reading.rows[0].reason


@pytest.mark.parametrize(
    ("name", "write", "told"),
    [
        ("a.xlsx", hostile.billion_laughs_workbook, "实体定义"),
        ("a.xlsx", hostile.outside_entity_workbook, "实体定义"),
        ("a.docx", hostile.outside_entity_word, "实体定义"),
        ("a.docx", hostile.late_doctype_word, "损坏"),
        ("a.xlsx", hostile.exploding_workbook, "解压后"),
        ("a.xlsx", hostile.lying_archive, "损坏"),
        ("a.docx", hostile.overlapping_archive, "互相重叠"),
        ("a.xlsx", hostile.wide_workbook, "100 列"),
        ("a.xlsx", hostile.many_areas_workbook, "合并单元格超过"),
        ("a.docx", hostile.deep_word, "嵌套超过"),
        ("a.pdf", hostile.deep_pdf, "没有可读的文字"),
        ("a.pdf", hostile.endless_pdf, "没有可读的文字"),
        ("a.pdf", hostile.bomb_pdf, "内存超过上限"),
        ("a.pdf", hostile.many_pages_pdf, "超过 1000 页"),
        ("a.pdf", hostile.image_pdf, "扫描件"),
        ("a.pdf", hostile.unmapped_pdf, "乱码"),
        ("a.html", hostile.deep_html, "没有可读的文字"),
        ("a.html", hostile.wide_html, "跨行的单元格太多"),
        ("a.yaml", hostile.laughing_yaml, "展开后超过"),
        ("a.yaml", hostile.endless_yaml, "嵌套得太深"),
        ("a.yaml", hostile.python_yaml, "第 1 行的标签 !!python"),
        ("a.yaml", hostile.doubled_yaml, "第 3 行的“回复”重复"),
        ("a.yaml", hostile.deep_yaml, "请重新导出"),
    ],
)
def test_a_file_that_means_harm_is_refused_with_the_reason(
    worker: Worker, tmp_path: Path, name: str, write: Write, told: str
) -> None:
    path = write(tmp_path / name)
    assert told in refusal(read(worker, path))
    if path.suffix in (".xlsx", ".yaml"):
        assert told in refusal(read(worker, path, "scripts"))


def test_a_drawing_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    with Worker(Limits(cpu_seconds=1)) as hurried:
        path = hostile.million_stroke_pdf(tmp_path / "a.pdf")
        assert "1 秒还没有读完" in refusal(read(hurried, path))


@pytest.mark.parametrize(
    ("name", "write", "text", "note"),
    [
        ("a.xlsx", hostile.linked_workbook, "问题：能退吗；回复：能；编号：A1", "外部链接没有访问"),
        (
            "a.xlsm",
            hostile.macro_workbook,
            "问题：能退吗；回复：七天内能退；编号：A1",
            "宏没有运行",
        ),
        ("a.xlsx", hostile.million_rows_workbook, "问题：能退吗；回复：七天内能退；编号：A1", ""),
        ("a.docx", hostile.remote_template_word, "整机保修六年。", "外部模板没有访问"),
        ("a.html", hostile.lively_html, "整机六年。", ""),
        ("a.pdf", hostile.million_object_pdf, "x", ""),
    ],
)
def test_what_a_file_would_run_or_fetch_is_left_alone_and_its_text_is_read(
    worker: Worker, tmp_path: Path, name: str, write: Write, text: str, note: str
) -> None:
    reading = read(worker, write(tmp_path / name))
    assert [row.outcome for row in reading.rows] == ["taken"]
    assert reading.passages[0].text.startswith(text)
    assert note in reading.rows[0].reason
    assert "隐藏的指令" not in "".join(passage.text for passage in reading.passages)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.xlsx", hostile.ENCRYPTED, "加了密码"),
        ("a.docx", hostile.ENCRYPTED, "加了密码"),
        ("a.xlsx", hostile.OLE, "Office 2003"),
        ("a.docx", b"PK\3\4", "损坏"),
        ("a.pdf", b"%PDF-1.7\n", "损坏"),
        ("a.csv", b"\0\0\0\0", "不是文本"),
        (
            "a.csv",
            "名称,含义,处理\n".encode() * 3 + "断电,重启,联系客服\n".encode("gbk"),
            "第 4 行",
        ),
        ("a.csv", '名称,含义,处理\nE1,"缺水,加水\nE2,漏水,关阀\n'.encode(), "从第 2 行起的引号"),
        ("a.csv", ('名称,"' + "缺水\n" * 90_000).encode(), "从第 1 行起的引号"),
        ("a.csv", "名称,含义\nE1,缺水\n".encode("utf-16-le") + b"\0", "不是文本"),
        ("a.txt", "ｶﾀｶﾅの説明書です。電源を入れてください。".encode("shift-jis"), "无法识别"),
        ("a.txt", "锟斤拷锟斤拷烫烫烫说明".encode(), "乱码"),
        ("a.txt", "空调说明书，卧室可以放心用".encode().decode("latin-1").encode(), "乱码"),
        ("a.md", b"\xef\xbb\xbf\n\n", "没有可读的文字"),
        ("a.yaml", b"a: 1\nb: [1, 2", "YAML 第 2 行读不下去"),
        ("a.doc", hostile.OLE, "不支持 .doc"),
    ],
)
def test_a_file_that_is_no_such_file_is_refused_with_the_reason(
    worker: Worker, tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert told in refusal(read(worker, tmp_path / name))


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-16-le", "\t"), ("utf-16", ","), ("gb18030", ";")]
)
def test_a_csv_is_read_in_whatever_excel_writes(
    worker: Worker, tmp_path: Path, encoding: str, delimiter: str
) -> None:
    rows = [["代码", "含义", "处理"], ["E1", "缺水", "加水，再按启动"]]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    reading = read(worker, write_text(tmp_path / "a.csv", text, encoding))
    assert reading.passages[0].text == "代码：E1；含义：缺水；处理：加水，再按启动"


def _good_files(folder: Path) -> dict[str, bytes]:
    paths = [
        hostile.pdf(folder / "a.pdf"),
        hostile.word(folder / "a.docx"),
        hostile.workbook(folder / "a.xlsx"),
        hostile.lively_html(folder / "a.html"),
        write_text(folder / "a.csv", "代码,含义,处理\nE1,缺水,加水\n", "gbk"),
        write_text(folder / "a.yaml", "- 问题: 能退吗\n  回复: 能\n"),
        write_text(folder / "a.md", "# 保修\n\n| 甲 | 乙 | 丙 |\n|--|--|--|\n| 1 | 2 | 3 |\n"),
    ]
    return {path.name: path.read_bytes() for path in paths}


def _damaged(content: bytes, chance: random.Random) -> bytes:
    """Cut off, with some bits turned, or with a piece of it somewhere else."""
    kind = chance.randrange(3)
    if kind == 0:
        return content[: chance.randrange(1, len(content))]
    damaged = bytearray(content)
    if kind == 1:
        for _ in range(chance.choice((1, 1, 3, 30))):
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    else:
        at, to = (chance.randrange(len(damaged)) for _ in range(2))
        damaged[to : to + 50] = damaged[at : at + chance.randrange(1, 200)]
    return bytes(damaged)


@pytest.mark.parametrize("seed", range(45))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(
    worker: Worker, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same damage in every run
    for name, content in _good_files(tmp_path).items():
        path = tmp_path / name
        path.write_bytes(_damaged(content, chance))
        readers = (
            ["manuals"] if path.suffix not in (".xlsx", ".csv", ".yaml") else ["manuals", "scripts"]
        )
        for reader in readers:
            reading = read(worker, path, reader)
            assert reading.rows
            for row in reading.rows:
                assert row.outcome == "taken" or (row.outcome, bool(row.reason)) == (
                    "refused",
                    True,
                )
                assert "崩溃" not in row.reason
