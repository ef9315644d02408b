"""An agent may object to what the guard withheld: it is recorded with the reasons, without text."""

import json
import re
from pathlib import Path

import httpx

from evals.model_server import ScriptedModel, says
from tests.fakes import running

EVIL = "亲，加微信vx88321再给您优惠。"
ASKED = {"shop": "demo", "turns": [{"role": "customer", "text": "静悦1.5匹到手多少钱"}]}


def test_a_withheld_draft_can_be_appealed_against_and_is_kept_with_its_reasons(
    tmp_path: Path,
) -> None:
    with ScriptedModel() as model, running(tmp_path, OPENAI_BASE_URL=model.url) as base:
        model.queue(says(EVIL))
        stream = httpx.post(
            f"{base}/v1/suggestions",
            json=ASKED,
            headers={"Accept": "text/event-stream"},
            timeout=60,
        ).text
        told = [json.loads(data) for data in re.findall(r"event: suggestion\ndata: (.*)\n", stream)]
        last = {one["suggestion"]["id"]: one["suggestion"] for one in told}
        (withheld,) = [s for s in last.values() if s["final"] and not s["text"] and s["flags"]]
        appeal = {"event": "rejected", "reason": "误拦"}
        answered = httpx.post(f"{base}/v1/suggestions/{withheld['id']}/feedback", json=appeal)
        assert answered.status_code == 204
        (begun,) = re.findall(r'"conversation_id":\s?"([^"]+)"', stream)[:1]
        kept = httpx.get(f"{base}/v1/conversations/{begun}", params={"shop": "demo"}).json()
        assert [one["reason"] for one in kept["feedback"]] == ["误拦"]
        (recorded,) = [one for one in kept["suggestions"] if one["id"] == withheld["id"]]
        assert recorded["text"] == ""
        assert recorded["flags"] == withheld["flags"]
