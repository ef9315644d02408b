"""Traces: one id from the caller through the stages of an answer to the model."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from evals.model_server import ScriptedModel
from tests.api.process import Process

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
ASKED = {
    "shop": "demo",
    "turns": [{"role": "customer", "text": "静悦1.5匹到手多少钱，我电话13800138000"}],
}


@dataclass
class Collector:
    """Takes traces over HTTP as an OpenTelemetry collector does, and keeps the spans."""

    spans: list[Span] = field(default_factory=list)
    paths: set[str] = field(default_factory=set)
    url: str = ""

    def by_name(self) -> dict[str, Span]:
        return {span.name: span for span in self.spans if span.trace_id.hex() == TRACE}


@contextmanager
def collecting() -> Iterator[Collector]:
    collector = Collector()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told = ExportTraceServiceRequest.FromString(body)
            collector.paths.add(self.path)
            for resource in told.resource_spans:
                for scope in resource.scope_spans:
                    collector.spans.extend(scope.spans)
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        collector.url = f"http://127.0.0.1:{server.server_port}"
        yield collector
        server.shutdown()


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Collector, ScriptedModel]]:
    """One answer by a model, asked with a trace and an id of the caller's; the service has ended,
    so that all it had to tell is told."""
    with ScriptedModel() as model, collecting() as collector:
        service = Process(
            tmp_path_factory.mktemp("home"),
            {
                "OPENAI_BASE_URL": model.url,
                "OTEL_EXPORTER_OTLP_ENDPOINT": collector.url,
            },
        )
        service.start()
        answer = httpx.post(
            f"{service.address}/v1/suggestions",
            json=ASKED,
            headers={"traceparent": f"00-{TRACE}-00f067aa0ba902b7-01", "X-Request-ID": "desk-7"},
            timeout=30,
        )
        assert answer.status_code == 200
        service.stop()
        yield collector, model


def test_the_stages_of_an_answer_hang_in_the_callers_trace(
    traced: tuple[Collector, ScriptedModel],
) -> None:
    collector, _ = traced
    spans = collector.by_name()
    assert {"POST /v1/suggestions", "understand", "ground", "model", "store"} <= spans.keys()
    request = spans["POST /v1/suggestions"]
    assert request.parent_span_id.hex() == "00f067aa0ba902b7"
    for name in ("understand", "ground", "model", "store"):
        assert spans[name].parent_span_id == request.span_id, name
        assert spans[name].start_time_unix_nano >= request.start_time_unix_nano
        assert spans[name].end_time_unix_nano <= request.end_time_unix_nano
    assert collector.paths == {"/v1/traces"}


def test_the_model_is_told_the_trace_and_the_request(
    traced: tuple[Collector, ScriptedModel],
) -> None:
    collector, model = traced
    headers = model.requests[-1].headers
    _, trace, parent, _ = headers["traceparent"].split("-")
    assert trace == TRACE
    assert bytes.fromhex(parent) == collector.by_name()["model"].span_id
    assert headers["x-request-id"] == "desk-7"


def test_a_trace_finds_the_line_in_the_log_and_has_nothing_of_the_buyer(
    traced: tuple[Collector, ScriptedModel],
) -> None:
    collector, _ = traced
    request = collector.by_name()["POST /v1/suggestions"]
    facts = {fact.key: fact.value.string_value for fact in request.attributes}
    assert facts["goalie.request_id"] == "desk-7"
    told = "".join(map(str, collector.spans))
    assert "13800138000" not in told
    assert "静悦" not in told
    assert "\\351\\235\\231" not in told, "静, as protobuf prints it"


def test_where_no_collector_listens_answers_come_all_the_same(tmp_path: Path) -> None:
    service = Process(tmp_path, {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9"})
    service.start()
    try:
        answer = httpx.post(f"{service.address}/v1/suggestions", json=ASKED, timeout=30)
        assert answer.json()["suggestions"]
    finally:
        service.stop()


def test_without_the_extra_the_command_says_what_to_install(tmp_path: Path) -> None:
    hidden = "import sys; sys.modules['opentelemetry.sdk'] = None; "
    run = "from service.cli import main; sys.exit(main(['demo']))"
    told = subprocess.run(
        [sys.executable, "-c", hidden + run],
        env=os.environ
        | {
            "GOALIE_HOME": str(tmp_path),
            "GOALIE_PORT": "0",
            "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9",
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert told.returncode == 2
    assert "goalie[traces]" in told.stderr
