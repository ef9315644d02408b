"""The trainers' correct replies: read strictly, held against real evidence."""

from pathlib import Path

import pytest

from evals.replies.__main__ import SUITES
from evals.replies.contexts import BadSuite, read_contexts


def test_the_sample_shops_replies_can_be_read() -> None:
    contexts = read_contexts(SUITES)
    assert sum(len(context.replies) for context in contexts) > 300
    assert len({context.id for context in contexts}) == len(contexts)


def test_a_misspelt_key_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("contexts: [{id: a, att: x}]", encoding="utf-8")
    with pytest.raises(BadSuite, match=r"bad\.yaml"):
        read_contexts(tmp_path)
