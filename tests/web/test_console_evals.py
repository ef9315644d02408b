"""评测 in the console: two runs side by side, what broke first."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from evals.serving import routes
from tests.evals.test_eval_serving import kept, result
from tests.fakes import running
from tests.knowledge.shopfiles import little_shops
from tests.web.console import Console, chinese_words, look

pytestmark = pytest.mark.browser

WRONG = "「2300」没有依据：按现在的规则到手价是 2349.00"
MARKUP = "<img src=x onerror=document.title='run'>"
PASSING = [result(f"A{number}", f"亲，到手{number}元~") for number in range(10, 40)]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three runs: the middle one breaks A1 and mends A2."""
    home = tmp_path_factory.mktemp("home")
    right, wrong = "亲，到手2349元，11月10日20:00起付尾款~", "亲，到手2300元，放心拍~"
    kept(home, 0, result("A1", right), *PASSING)
    kept(
        home,
        1,
        result("A1", right),
        result("A2", wrong, WRONG),
        result("A3", MARKUP, MARKUP),
        *PASSING,
        release={"demo/promotions/double11-2026.yaml": "1"},
    )
    kept(
        home,
        2,
        result("A1", wrong, WRONG),
        result("A2", right),
        result("A3", MARKUP, MARKUP),
        *PASSING,
        release={"demo/promotions/double11-2026.yaml": "2"},
    )
    return home


@pytest.fixture(scope="module")
def service(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    shops = little_shops(tmp_path_factory.mktemp("shops"))
    with running(home, routes, shops=shops) as address:
        yield address


@pytest.fixture
def console(desk: Page, service: str) -> Console:
    return Console(desk, service).open("#/evals")


def cases(console: Console) -> Locator:
    return console.section("用例列表").locator("tbody tr")


def metric(console: Console, name: str) -> Locator:
    return console.section("评测对比").locator("tbody tr").filter(has_text=name)


def test_the_latest_run_stands_beside_the_one_before_and_what_broke_is_first(
    console: Console,
) -> None:
    expect(cases(console)).to_have_count(33)
    expect(cases(console).first).to_contain_text("A1")
    expect(cases(console).first).to_contain_text("变差")
    expect(cases(console).nth(1)).to_contain_text("A3")
    expect(cases(console).nth(2)).to_contain_text("变好")
    expect(console.section("用例 A1")).to_contain_text("亲，到手2349元")
    expect(console.section("用例 A1")).to_contain_text(WRONG)
    expect(console.section("用例")).to_contain_text("demo/promotions/double11")
    expect(metric(console, "报错金额")).to_contain_text("不变")
    expect(metric(console, "用例通过")).to_contain_text("93.9% (31/33)")
    look(console, "evals")


def test_only_changes_leaves_what_is_the_same_out(console: Console) -> None:
    console.page.get_by_label("只看变化").check()
    expect(cases(console)).to_have_count(2)
    expect(console.section("评测对比").locator("tbody tr")).to_have_count(0)


def test_a_metric_tells_its_direction_by_sign_and_arrow(console: Console, home: Path) -> None:
    first = sorted(path.name for path in (home / "evals" / "runs").iterdir())[0]
    console.page.get_by_label("基线").select_option(first)
    expect(metric(console, "用例通过")).to_contain_text("▼ −6.1")
    expect(console.section("用例")).to_contain_text("新加的用例：A2、A3")
    assert first in console.page.url
    console.page.reload()
    expect(metric(console, "用例通过")).to_contain_text("▼ −6.1")


def test_a_case_is_chosen_by_keyboard(console: Console) -> None:
    chosen = console.button("A2")
    chosen.focus()
    console.page.keyboard.press("Enter")
    expect(chosen).to_have_attribute("aria-pressed", "true")
    expect(console.section("用例 A2")).to_contain_text("亲，到手2300元")


def test_replies_that_look_like_markup_stay_text(console: Console) -> None:
    console.button("A3").click()
    expect(console.section("用例 A3")).to_contain_text(MARKUP)
    assert console.page.locator("main img").count() == 0
    assert console.page.title() == "评测 · 守门员"


def test_a_run_is_looked_at_alone(console: Console) -> None:
    console.page.get_by_label("基线").select_option("")
    expect(metric(console, "用例通过")).to_contain_text("–")
    expect(cases(console).first).to_contain_text("没过")


def test_without_a_run_it_is_told_how_to_make_one(desk: Page, tmp_path: Path) -> None:
    shops = little_shops(tmp_path / "shops")
    with running(tmp_path / "home", routes, shops=shops) as address:
        console = Console(desk, address).open("#/evals")
        expect(desk.get_by_text("goalie eval run")).to_be_visible()
        look(console, "evals-none")


def test_in_english_no_chinese_word_of_ours_is_left(browser: Browser, service: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    console = Console(context.new_page(), service).open("#/evals")
    console.page.get_by_role("region", name="Case A1").wait_for()
    assert chinese_words(console.page) == []
    look(console, "evals-english")
    context.close()
