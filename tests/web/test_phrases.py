"""Every word of the pages' own stands in the dictionary, so that English is complete."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.api.routes.pages import DIST

SOURCES = DIST.parent / "src"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PHRASE = re.compile(r'\bt\(\s*"([^"\\]*)"')
COMMENT = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)
NOT_THE_PAGES_OWN = {
    "shared/english.ts": "the dictionary",
    "console/english.ts": "the console's dictionary",
    "console/knowledge/words.ts": "reads the service's stages",
    "chat/english.ts": "the chat's dictionary",
    "inbox/english.ts": "the inbox's dictionary",
    "chat/times.ts": "a day as it is written in Chinese",
    "chat/session.ts": "what a customer writes to get a person",
    "widget/widget.ts": "a script of its own, with its two words in both languages",
    "api/generated.ts": "made from the service's document",
    "api/whatIf.ts": "reads the service's units",
    "sidebar/Examples.tsx": "what a buyer would write",
    "sidebar/supposing.ts": "words for the buyer",
    "sidebar/rescuing.ts": "words for the buyer and the trainer",
    "sidebar/feedback.ts": "reasons as the service keeps them",
    "sidebar/HandoffCard.tsx": "the summary, for a colleague",
}


def sources() -> Iterator[tuple[str, str]]:
    """(path, code without comments) of every file."""
    for path in sorted(SOURCES.rglob("*.ts*")):
        code = COMMENT.sub("", path.read_text(encoding="utf-8"))
        yield path.relative_to(SOURCES).as_posix(), code


def dictionary(name: str) -> set[str]:
    code = Path(SOURCES, name).read_text(encoding="utf-8")
    return set(re.findall(r'^  "([^"]+)": "[^"]+",$', code, re.MULTILINE))


def test_no_chinese_word_stands_outside_the_dictionary() -> None:
    found = [
        f"{path}: {line.strip()}"
        for path, code in sources()
        if path not in NOT_THE_PAGES_OWN
        for line in PHRASE.sub("", code).splitlines()
        if CHINESE.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    "name", ["shared/english.ts", "console/english.ts", "chat/english.ts", "inbox/english.ts"]
)
def test_a_dictionary_has_no_phrase_that_no_page_uses(name: str) -> None:
    used = "\n".join(code for path, code in sources() if not path.endswith("english.ts"))
    assert {phrase for phrase in dictionary(name) if f'"{phrase}"' not in used} == set()
