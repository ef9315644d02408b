"""Confidence: what speaks of something else is never certain, whatever it shares."""

from dataclasses import replace

import pytest

from knowledge.calibrations import BY_ENCODER, UNMEASURED, calibration_for
from knowledge.confidence import OTHERWISE
from knowledge.encoders import HashedEncoder
from knowledge.evidence import FEATURES
from knowledge.ranked_text import embedded_text
from knowledge.search import Query, Weights, found, search
from knowledge.snapshot import Snapshot
from knowledge.types import Kind, Passage, Place
from tests.knowledge.shopfiles import NOON

SCRIPT = Passage("s", Kind.SCRIPT, "怎么退货\n亲，点申请售后", Place("a.xlsx"), "h")
CODES = Passage("d", Kind.DOCUMENT, "代码：E12；含义：找不到基站", Place("b.md"), "h")
PASSAGES = [
    replace(SCRIPT, script_id="S1", question="怎么退货", answer="亲，点申请售后"),
    replace(SCRIPT, id="t", script_id="S2", question="双11满300减50怎么算", text="满300减50"),
    CODES,
]
ENCODER = HashedEncoder(256)
SNAPSHOT = Snapshot.of("v", PASSAGES, ENCODER.encode([embedded_text(p) for p in PASSAGES]))


@pytest.mark.parametrize("query", ["能退货吗", "双11满300减30怎么算", "不能退货怎么投诉"])
def test_another_number_another_way_of_asking_or_a_denial_is_never_certain(query: str) -> None:
    hits = search(SNAPSHOT, ENCODER, Query(query, NOON), Weights())
    assert hits
    assert max(hit.score for hit in hits) <= OTHERWISE < calibration_for("hashed").customer_bot


def test_a_passage_that_states_another_quantity_is_never_certain() -> None:
    passage = Passage("w", Kind.DOCUMENT, "迷你电饭煲容量1.6L，功率400W", Place("c.md"), "h")
    snapshot = Snapshot.of("v", [passage], ENCODER.encode([passage.text]))
    (asked,) = search(snapshot, ENCODER, Query("迷你电饭煲多重", NOON), Weights())
    assert asked.score <= OTHERWISE
    _, evidence = found(snapshot, ENCODER, Query("迷你电饭煲容量多大", NOON), Weights())
    assert not evidence.otherwise.any()


def test_a_fault_code_must_stand_there_whole() -> None:
    together = FEATURES.index("together")
    _, whole = found(SNAPSHOT, ENCODER, Query("E12是什么", NOON), Weights())
    _, part = found(SNAPSHOT, ENCODER, Query("E1基站", NOON), Weights())
    assert whole.features[0, together] == 1.0
    assert part.features[0, together] < 1.0


def test_an_encoder_that_was_not_measured_is_not_judged_by_its_cosines() -> None:
    assert calibration_for("some/model") is UNMEASURED
    assert calibration_for("hashed") is BY_ENCODER["hashed"]
    for by in (UNMEASURED.scripts, UNMEASURED.documents):
        assert not {"cosine", "cosine_lead"} & set(by.weights)
