"""The report: one HTML file without any other, to be read and sent."""

import json
from pathlib import Path
from typing import Any

from evals.casebook.cells import DEPOSITS, INTENTS
from evals.checks import BY_ID
from evals.running.record import Result, Run
from service.pricing import SHANGHAI, yuan

from .summary import by_check, by_scene, cases_of, percentile

_TEMPLATE = Path(__file__).parent / "page.html"
STYLE = Path(__file__).parent / "page.css"
_ROLES = {"customer": "客", "agent": "服", "bot": "系统"}
_INTENTS = {intent.value: name for name, intent in INTENTS.items()}
_KINDS = {
    "script": "话术",
    "generated": "模型",
    "price": "报价",
    "ask": "反问",
    "handoff": "转人工",
}


def page(run: Run) -> str:
    """Failures first, each with its whole trace; passed cases folded, by scene."""
    from jinja2 import Environment

    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {
        "yuan": yuan,
        "role": lambda role: _ROLES[role],
        "file": lambda path: Path(path).name,
        "kind": lambda kind: _KINDS.get(kind, kind),
        "check": lambda id: BY_ID[id].name,
        "minute": lambda at: at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M"),
        "expected": _expected,
        "understood": _understood,
        "whole": lambda answer: json.dumps(answer, ensure_ascii=False, indent=1),
    }
    cases = cases_of(run)
    first = [r.first_suggestion_seconds for r in run.results if r.first_suggestion_seconds]
    return environment.from_string(_TEMPLATE.read_text("utf-8")).render(
        style=STYLE.read_text("utf-8"),
        head=run.head,
        run=run,
        cases=cases,
        failed=[case for case in cases if not case.passed],
        passed=[case for case in cases if case.passed and not case.skipped],
        skipped=[case for case in cases if case.skipped],
        opinions=(judged := _judged(run)),
        mean_score=sum(r.opinion.score for r in judged if r.opinion) / max(len(judged), 1),
        scenes=by_scene(cases),
        checks=[(BY_ID[id], tally) for id, tally in by_check(run.results).items()],
        median=1000 * percentile(first, 0.5),
        slow=1000 * percentile(first, 0.95),
    )


def _judged(run: Run) -> list[Result]:
    """The results that a model has an opinion of, the lowest score first."""
    own = [result for result in run.results if result.opinion is not None]
    return sorted(own, key=lambda result: result.opinion.score if result.opinion else 0)


def _expected(result: Result) -> list[tuple[str, str]]:
    """What the case wants, as its sheet says it."""
    case = result.case
    goods = "、".join(f"{sku}×{n}" for sku, n in case.basket.items())
    figures = {"期望价格": case.payable, "期望定金": case.deposit, "期望尾款": case.final_payment}
    told = [("期望动作", case.action.value), ("商品", goods), ("优惠券", "、".join(case.coupons))]
    told += [(name, "" if fen is None else yuan(fen)) for name, fen in figures.items()]
    told += [
        ("必须包含", "；".join("｜".join(group) for group in case.must)),
        ("不得包含", "；".join(case.must_not)),
        ("期望来源", "；".join("｜".join(group) for group in case.sources)),
        ("模型说", case.draft),
        ("备注", case.note),
    ]
    return [(name, text) for name, text in told if text]


def _understood(state: dict[str, Any]) -> list[tuple[str, str]]:
    """The state in the trade's words."""
    questions = [_INTENTS.get(q["intent"], q["intent"]) for q in state["questions"]]
    goods = [f"{item['title']}×{item['quantity']}" for item in state["products"]]
    held = [slot["name"] for slot in state["held"]]
    asks = state["open"]["names"] if state["open"] else []
    told = [("意图", questions), ("商品", goods), ("持有", held), ("要问清", asks)]
    slots = ("deposit", "moment", "scene", "stage", "mood", "order")
    told += [(_SLOTS[s], [_word(state[s])]) for s in slots if state.get(s)]
    return [(name, "、".join(texts)) for name, texts in told if texts]


def _word(slot: dict[str, Any]) -> str:
    value = str(slot["value"])
    return str(slot.get("name") or _WORDS.get(value, value))


_WORDS = {
    **{deposit.value: name for name, deposit in DEPOSITS.items()},
    "presale": "售前",
    "insale": "售中",
    "aftersale": "售后",
    "calm": "平和",
    "hurried": "着急",
    "unhappy": "不满",
    "angry": "生气",
}
_SLOTS = {
    "deposit": "定金",
    "moment": "问的时间",
    "scene": "场景",
    "stage": "阶段",
    "mood": "情绪",
    "order": "订单",
}
