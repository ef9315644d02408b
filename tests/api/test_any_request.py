"""Whatever is sent, within the document or beside it, is answered or refused, never a fault."""

from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fakes import running

EXAMPLES = 8
"""Of each operation; ``schemathesis run …/openapi.json`` sends as many as one likes."""


def _of_a_known_shop(case: Any) -> None:
    """So that most requests come past the door."""
    for part in (case.query, case.body, case.path_parameters):
        if isinstance(part, dict) and "shop" in part:
            part["shop"] = "demo"


def _faults(operation: Any, address: str) -> list[str]:
    found: list[str] = []

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def send(data: st.DataObject) -> None:
        case = data.draw(operation.as_strategy())
        _of_a_known_shop(case)
        answer = case.call(base_url=address)
        if answer.status_code >= 500:
            found.append(f"{operation.label}: {answer.status_code} {answer.text[:200]}")

    send()
    return found


def test_no_request_is_a_fault_of_the_service(tmp_path: Path) -> None:
    with running(tmp_path) as address:  # its own: what is sent changes it
        document = schemathesis.openapi.from_url(f"{address}/openapi.json")
        operations: list[Any] = [found.ok() for found in document.get_all_operations()]  # type: ignore[union-attr]
        assert len(operations) > 30
        assert [fault for one in operations for fault in _faults(one, address)] == []
