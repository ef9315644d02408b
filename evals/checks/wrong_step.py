"""The service flow stands where the case says: in this flow, at this step, with this still missing.
A step that is passed too early is a return granted unseen, one asked twice a buyer lost."""

from collections.abc import Iterator
from typing import Any

from evals.casebook.case import FLOW_DONE

from .reply import Reply


def applies(reply: Reply) -> bool:
    return bool(reply.case.flow)


def faults(reply: Reply) -> Iterator[str]:
    case, flow = reply.case, reply.state.get("flow")
    if flow is None:
        yield "没有跟着任何流程"
        return
    if flow["scene"] != case.flow:
        yield f"走在「{flow['name']}」流程里"
        return
    if case.flow_step and _step(flow) != case.flow_step:
        yield f"应该在「{case.flow_step}」，在「{_step(flow)}」"
    missing = [item["name"] for item in flow["missing"]]
    if case.flow_step and set(missing) != set(case.flow_missing):
        yield f"应该还缺 {_listed(case.flow_missing)}，还缺的是 {_listed(missing)}"


def _step(flow: dict[str, Any]) -> str:
    return flow["step"] or FLOW_DONE


def _listed(names: object) -> str:
    return "、".join(names) if isinstance(names, list | tuple) and names else "（不缺）"


CHECK = applies, faults
