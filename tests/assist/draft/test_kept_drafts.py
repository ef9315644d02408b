"""Drafts that are used again: never for another shop, rule, prompt, day or stretch of validity."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from service.assist.draft.generated import messages_for
from service.assist.draft.kept import KeptDrafts
from service.assist.draft.prompts import FOLDER, Prompt
from service.assist.ground import Evidence, ground
from service.assist.privacy import Vault
from service.assist.understand import build_lexicon, understand
from service.conversations.turns import Turn
from service.shops import Shop
from service.shops.compliance import Compliance
from tests.fakes import Shelf

ASKED = [Turn("customer", "静悦1.5匹两台多少钱")]
PROMPT = Prompt.load(FOLDER / "reply.md")


class Watch:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def kept(watch: Watch) -> KeptDrafts:
    return KeptDrafts(seconds=60, most=3, clock=watch)


@pytest.fixture(scope="module")
def evidence(shop: Shop, in_deposit_phase: datetime) -> Evidence:
    return ground(understand(ASKED, shop, build_lexicon(shop)), shop, Shelf(), in_deposit_phase)


def key(kept: KeptDrafts, evidence: Evidence, prompt: Prompt = PROMPT, model: str = "m") -> str:
    messages = messages_for(PROMPT, evidence, ASKED, "direct", Vault())
    return kept.key(evidence, prompt, model, messages)


def other_shop(shop: Shop) -> Shop:
    return replace(shop, profile=shop.profile.model_copy(update={"id": "other"}))


def other_rule(shop: Shop) -> Shop:
    books = {
        file: book.model_copy(update={"source": "改过的规则"})
        for file, book in shop.rulebook_files.items()
    }
    return replace(shop, rulebook_files=books)


def other_price(shop: Shop) -> Shop:
    products = dict(shop.catalogue.products)
    sku, product = next(iter(products.items()))
    products[sku] = replace(product, list_price=product.list_price + 100)
    return replace(shop, catalogue=replace(shop.catalogue, products=products))


def other_words(shop: Shop) -> Shop:
    return replace(shop, compliance=Compliance(allowed=("老铁",)))


def test_the_same_question_in_the_same_minute_or_the_next_is_the_same(
    kept: KeptDrafts, evidence: Evidence
) -> None:
    later = replace(evidence, at=evidence.at + timedelta(minutes=1))
    assert key(kept, evidence) == key(kept, later)


def test_what_a_draft_rests_on_keeps_it_apart(kept: KeptDrafts, evidence: Evidence) -> None:
    shop = evidence.shop
    others = [
        key(kept, replace(evidence, shop=other_shop(shop))),
        key(kept, replace(evidence, shop=other_rule(shop))),
        key(kept, replace(evidence, shop=other_price(shop))),
        key(kept, replace(evidence, shop=other_words(shop))),
        key(kept, replace(evidence, version="v2")),
        key(kept, replace(evidence, at=evidence.at + timedelta(days=1))),
        key(kept, evidence, prompt=replace(PROMPT, fingerprint="changed")),
        key(kept, evidence, prompt=replace(PROMPT, version=99)),
        key(kept, evidence, model="another"),
        kept.key(evidence, PROMPT, "m", messages_for(PROMPT, evidence, ASKED, "short", Vault())),
        kept.key(
            evidence,
            PROMPT,
            "m",
            messages_for(PROMPT, evidence, [Turn("customer", "在")], "direct", Vault()),
        ),
    ]
    assert len({key(kept, evidence), *others}) == len(others) + 1


def test_a_promotion_that_ends_at_this_minute_ends_the_draft(
    kept: KeptDrafts, evidence: Evidence
) -> None:
    """付定金 ends on 2026-11-10 at 18:00."""
    ends = datetime.fromisoformat("2026-11-10T18:00:00+08:00")
    just_before = replace(evidence, at=ends - timedelta(minutes=1))
    assert key(kept, just_before) != key(kept, replace(evidence, at=ends))
    assert key(kept, just_before) == key(kept, replace(evidence, at=ends - timedelta(hours=2)))


def test_a_draft_is_forgotten_after_its_time_and_when_there_are_too_many(
    kept: KeptDrafts, watch: Watch
) -> None:
    for name in "abcd":
        kept.keep(name, f"第{name}条")
    assert [kept.find(name) for name in "abcd"] == [None, "第b条", "第c条", "第d条"]
    watch.now = 60
    assert kept.find("d") is None
