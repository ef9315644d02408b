"""How the pages are served: who may show them in a frame, and what they may load."""

from pathlib import Path

import httpx
import pytest
from pydantic import ValidationError

from service.settings import Settings
from tests.fakes import running

WORKBENCH = "https://im.example.com"


def policy_of(response: httpx.Response) -> dict[str, str]:
    directives = response.headers["content-security-policy"].split("; ")
    return {name: rest for name, _, rest in (one.partition(" ") for one in directives)}


@pytest.mark.browser  # needs the built pages
def test_only_listed_workbenches_may_show_the_sidebar_and_are_told_to_it(tmp_path: Path) -> None:
    with running(tmp_path, embed_origins=(WORKBENCH,)) as address:
        policy = policy_of(httpx.get(f"{address}/sidebar"))
        assert policy["frame-ancestors"] == f"'self' {WORKBENCH}"
        assert httpx.get(f"{address}/v1/embedding").json() == {"origins": [WORKBENCH]}


@pytest.mark.browser  # needs the built pages
@pytest.mark.parametrize("path", ["/sidebar", "/console"])
def test_nothing_inline_and_nothing_from_elsewhere_runs_on_a_page(
    http: httpx.Client, path: str
) -> None:
    response = http.get(path)
    policy = policy_of(response)
    assert policy["frame-ancestors"] == "'self'"
    assert (policy["default-src"], policy["script-src"], policy["style-src"]) == (
        "'none'",
        "'self'",
        "'self'",
    )
    assert "unsafe" not in response.headers["content-security-policy"]
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "origin", ["*", "https://*.example.com", "https://im.example.com/", "im.example.com", "null"]
)
def test_an_origin_that_is_not_exact_is_refused_at_start(
    origin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOALIE_EMBED_ORIGINS", f"https://im.example.com,{origin}")
    with pytest.raises(ValidationError, match="no exact origin"):
        Settings()


def test_origins_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOALIE_EMBED_ORIGINS", "https://im.example.com, http://10.0.0.8:8080")
    assert Settings().embed_origins == ("https://im.example.com", "http://10.0.0.8:8080")
