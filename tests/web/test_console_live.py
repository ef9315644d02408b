"""实时 in the console: the desk as it is now, on the real service with an evening behind it."""

import asyncio
import random
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy.ext.asyncio import AsyncConnection

from service.cli import DEMO_AT
from service.live.noting import (
    Action,
    Bill,
    Burst,
    Outcome,
    Stop,
    note_action,
    note_burst,
    note_spent,
)
from service.settings import Settings
from service.storage.database import Database
from tests.fakes import running
from tests.knowledge.shopfiles import little_shops, write_text
from tests.web.console import Console, chinese_words, look

pytestmark = pytest.mark.browser

EVENING = timedelta(hours=4)
SCENES = ("promotion",) * 9 + ("product",) * 5 + ("hurry_delivery",) * 3 + ("", "complaint")
MARKUP = "<img src=x onerror=document.title='run'>"
STOPS = (Stop("adlaw.extreme", "《广告法》第九条第三项"), Stop("number.unknown", MARKUP))


async def evening(url: str) -> None:
    """Four hours of buyers before the demo's minute, each with a fate of its own."""
    database = await Database.open(url)
    async with database.writing() as connection:
        chance = random.Random(11)  # noqa: S311 - a made-up evening, the same each time
        at, number = DEMO_AT - EVENING, 0
        while at < DEMO_AT - timedelta(seconds=40):
            number += 1
            await buyer(connection, chance, number, at)
            at += timedelta(seconds=chance.expovariate(1 / 12))
    await database.close()


async def buyer(
    connection: AsyncConnection, chance: random.Random, number: int, at: datetime
) -> None:
    conversation, suggestion = f"c_{number}", f"s_{number}"
    burst = Burst("demo", conversation, 0, chance.choice(SCENES), opening=True)
    how = Outcome(
        handed_over=burst.scene == "complaint",
        degraded="模型超时，已用规则模板" if chance.random() < 0.03 else "",
        stops=STOPS[: chance.choice((0, 0, 0, 0, 0, 1, 2))],
    )
    await note_burst(connection, burst, how, at)
    shown = Action("demo", conversation, 1, suggestion, "displayed")
    await note_action(connection, shown, at)
    if chance.random() < 0.85:
        event = chance.choice(("copied", "inserted", "inserted", "sent"))
        taken = Action("demo", conversation, 1, suggestion, event)
        later = at + timedelta(seconds=chance.choice((4, 9, 12, 20, 28, 41)))
        await note_action(connection, taken, later)
    await note_spent(connection, [Bill("demo", at, 1, 700, 1_900)])


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home, shops = tmp_path_factory.mktemp("home"), little_shops(tmp_path_factory.mktemp("shops"))
    with ThreadPoolExecutor() as apart:  # the browser's event loop runs in this thread
        apart.submit(asyncio.run, evening(Settings(home=home).database)).result()
    with running(home, shops=shops) as address:
        yield address


@pytest.fixture
def console(desk: Page, service: str) -> Console:
    return Console(desk, service).open("#/live/shift")


def asks(service: str, text: str) -> None:
    body = {"shop": "demo", "turns": [{"role": "customer", "text": text}]}
    httpx.post(f"{service}/v1/suggestions", json=body).raise_for_status()


def figure(console: Console, name: str) -> int:
    return int(console.tile(name).locator("b").inner_text().replace(",", ""))


def test_the_desk_is_seen_at_a_glance(console: Console) -> None:
    expect(console.pill).to_have_text("实时")
    expect(console.tile("30 秒内回复")).to_contain_text("%")
    expect(console.tile("正在等待")).to_contain_text("最久")
    expect(console.tile("模型费用")).to_contain_text("¥")
    assert figure(console, "进线会话") > 800
    scenes = console.section("咨询分类").get_by_role("listitem")
    expect(scenes.first).to_contain_text("活动咨询")
    expect(scenes.last).to_contain_text("没有归类")
    expect(console.section("拦截和降级")).to_contain_text("《广告法》第九条第三项")
    expect(console.section("拦截和降级")).to_contain_text("模型超时，已用规则模板")
    expect(console.page.locator("canvas")).to_be_visible()
    look(console, "live")


def test_the_table_beside_the_chart_has_all_that_the_curves_show(console: Console) -> None:
    rows = console.page.get_by_role("region", name="进线数据表").locator("tbody tr")
    expect(rows).to_have_count(30)
    now = rows.and_(console.page.locator("[aria-current=time]"))
    expect(now.get_by_role("rowheader")).to_have_text(re.compile("20:[23]0"))
    expect(now).to_be_in_viewport()
    last_year, forecast, this_year = map(float, now.get_by_role("cell").all_inner_texts())
    assert 0 < last_year < forecast
    assert this_year >= 0
    assert float(rows.nth(20).get_by_role("cell").last.inner_text()) > 0
    assert rows.last.get_by_role("cell").all_inner_texts()[2] == "–"


def test_what_happens_shows_within_seconds(console: Console, service: str) -> None:
    expect(console.pill).to_have_text("实时")
    before = figure(console, "进线会话")
    asks(service, "静悦1.5匹到手多少钱")
    expect(console.tile("进线会话").locator("b")).to_have_text(f"{before + 1:,}")


def test_a_lost_connection_keeps_the_last_figures_and_comes_back_by_itself(
    console: Console,
) -> None:
    page = console.page
    expect(console.pill).to_have_text("实时")
    before = figure(console, "进线会话")
    page.route("**/v1/live**", lambda route: route.abort())
    expect(console.pill).to_contain_text("中断，显示的是 20:3")
    expect(console.alert).to_contain_text("连接中断")
    assert figure(console, "进线会话") == before
    look(console, "live-interrupted")
    page.unroute_all()
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(console.pill).to_have_text("实时")
    expect(console.alert).not_to_be_visible()


def test_nobody_is_asked_while_nobody_looks(desk: Page, service: str) -> None:
    desk.add_init_script(
        "Object.defineProperty(document, 'hidden', { get: () => window.away === true })"
    )
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    console = Console(desk, service).open("#/live/hour")
    expect(console.pill).to_have_text("实时")
    desk.evaluate("window.away = true")
    desk.wait_for_timeout(6_000)
    before = sum("/v1/live" in url for url in asked)
    desk.wait_for_timeout(6_000)
    assert sum("/v1/live" in url for url in asked) == before
    with desk.expect_request("**/v1/live**"):
        desk.evaluate("window.away = false; document.dispatchEvent(new Event('visibilitychange'))")


def test_a_window_has_its_own_address(console: Console) -> None:
    console.page.get_by_role("link", name="今天").click()
    assert console.page.url.endswith("#/live/day")
    rows = console.page.get_by_role("region", name="进线数据表").locator("tbody tr")
    expect(rows).to_have_count(48)
    expect(rows.first.get_by_role("rowheader")).to_have_text("00:00")
    console.page.reload()
    expect(rows).to_have_count(48)
    look(console, "live-day")


def test_texts_that_look_like_markup_stay_text(console: Console) -> None:
    expect(console.section("拦截和降级")).to_contain_text(MARKUP)
    assert console.page.locator("main img").count() == 0
    assert console.page.title() == "实时 · 守门员"


def test_a_mistake_in_a_traffic_file_is_told_with_file_row_and_column(
    desk: Page, tmp_path: Path
) -> None:
    shops = little_shops(tmp_path / "shops")
    lines = "时间,咨询量,类型", "2026-11-05 20:00,很多,预测"
    write_text(shops / "demo" / "traffic" / "双11.csv", "\n".join(lines))
    with running(tmp_path / "home", shops=shops) as address:
        console = Console(desk, address).open("#/live/hour")
        told = "traffic/双11.csv · 第 2 行 · 「咨询量」'很多' 不是整数"
        expect(console.alert).to_contain_text(told)
        expect(console.tile("30 秒内回复").locator("b")).to_have_text("–")
        expect(console.section("咨询分类")).to_contain_text("这段时间没有提问。")
        look(console, "live-quiet")


def test_a_shop_without_traffic_files_is_told_how_to_have_curves(
    desk: Page, tmp_path: Path
) -> None:
    shops = little_shops(tmp_path / "shops")
    shutil.rmtree(shops / "demo" / "traffic")
    with running(tmp_path / "home", shops=shops) as address:
        console = Console(desk, address).open("#/live/hour")
        curves = console.section("进线曲线")
        expect(curves).to_contain_text("没有去年曲线，没有预测曲线：请在店铺文件夹的 traffic 里放")
        cells = curves.locator("tbody tr").first.get_by_role("cell")
        assert cells.all_inner_texts()[:2] == ["–", "–"]


def test_the_other_view_does_not_carry_the_chart(desk: Page, service: str) -> None:
    fetched: list[str] = []
    desk.on("request", lambda request: fetched.append(request.url))
    console = Console(desk, service).open("#/knowledge")
    expect(console.versions).to_have_count(1)
    assert not [url for url in fetched if "/Chart-" in url]
    desk.get_by_role("link", name="实时").click()
    expect(desk.locator("canvas")).to_be_visible()
    assert [url for url in fetched if "/Chart-" in url]


def test_in_english_no_chinese_word_of_ours_is_left(browser: Browser, service: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    console = Console(context.new_page(), service).open("#/live/shift")
    console.page.get_by_text("as of").wait_for()
    console.page.locator("canvas").wait_for()
    assert chinese_words(console.page) == []
    look(console, "live-english")
    context.close()
