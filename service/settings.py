"""Every setting, once; read at start from the environment and passed along.

``GOALIE_*`` for our own, and the usual ``OPENAI_API_KEY`` and ``OPENAI_BASE_URL``. Units are in the
names. A placeholder secret is refused outside the demo.
"""

import re
from datetime import datetime
from decimal import Decimal
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from knowledge.encoders import Endpoint

ROOT = Path(__file__).resolve().parent.parent
DATABASES = {
    "postgresql": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
}
PLACEHOLDERS = frozenset({"changeme", "your-api-key", "sk-xxx", "sk-your-key", "xxx", "secret"})


class ModelPriceSetting(BaseModel):
    """Yuan a million tokens; cached prompt tokens cost as much as others unless it is said."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    input: Decimal = Field(ge=0)
    output: Decimal = Field(ge=0)
    cached: Decimal | None = Field(default=None, ge=0)


MOST_KEYS, KEY_CHARACTERS = 2, 32
ORIGIN = re.compile(r"(https?|chrome-extension)://[a-z0-9.-]+(:\d{1,5})?")


def _origins(value: object) -> object:
    """Exact origins, separated by commas or spaces; a path or a pattern is refused."""
    if not isinstance(value, str):
        return value
    origins = tuple(value.replace(",", " ").split())
    for origin in origins:
        if not ORIGIN.fullmatch(origin):
            raise ValueError(
                f"GOALIE_EMBED_ORIGINS: {origin} is no exact origin, e.g. https://im.example.com"
            )
    return origins


def _database(url: SecretStr) -> SecretStr:
    """With the asynchronous driver, which people need not know; other databases are refused."""
    kind, slashes, rest = url.get_secret_value().partition("://")
    driver = DATABASES.get(kind)
    if not slashes or driver is None:
        raise ValueError(
            "GOALIE_DATABASE_URL: expected postgresql://user:password@host/name "
            "or sqlite:////path/to/goalie.sqlite"
        )
    return SecretStr(f"{driver}://{rest}")


class Settings(BaseSettings):
    """One frozen object; ``create_app`` takes it and nothing else reads the environment."""

    model_config = SettingsConfigDict(env_prefix="GOALIE_", frozen=True, extra="ignore")

    home: Path = Path(".goalie")
    """State and index: SQLite, the Chroma folder, snapshots. Back this up, and the shop folders."""

    database_url: Annotated[SecretStr, AfterValidator(_database)] | None = None
    """``postgresql+asyncpg://user:password@host/name``; SQLite under ``home`` otherwise."""

    shops: Path = ROOT / "knowledge" / "shops"
    """A folder of shop folders."""

    host: str = "127.0.0.1"
    port: int = Field(default=8350, ge=0, le=65535)
    embed_origins: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_origins)] = ()
    """Workbenches that may show the sidebar in an iframe and speak with it, by exact origin."""

    access: Literal["keys", "open"] = "keys"
    """Whether callers need a key (``goalie keys``). Open is for the loopback alone; the demo is."""

    retention_days: int = Field(default=180, ge=0)
    """After so long without a word a conversation is forgotten; 0 keeps all of them."""

    metrics_token: SecretStr | None = None
    """What Prometheus must send to read ``/metrics``; without one nobody reads it but the demo."""

    rate_per_minute: int = Field(default=600, ge=0)
    """Requests a key may make, half of a minute's at once; 0 is no limit."""

    customer_keys: dict[str, tuple[SecretStr, ...]] = {}
    """With which each shop signs for its customers, by shop, as JSON; a second one while one is
    changed. Without one its customers are anonymous."""

    demo: bool = False
    clock_at: datetime | None = None
    """A fixed minute instead of the clock, with offset; the demo sets it inside its promotion."""

    encoder: str = "hashed"
    """``hashed`` needs no download; a sentence-transformers model by name or folder, with ``onnx:``
    before it by ONNX Runtime; or ``openai:MODEL`` at an embeddings endpoint."""

    encoder_base_url: str | None = None
    encoder_api_key: SecretStr | None = None
    """Of the embeddings endpoint; ``OPENAI_BASE_URL`` and ``OPENAI_API_KEY`` otherwise."""

    encoder_dimensions: int = Field(default=0, ge=0, le=65536)
    """The size of the endpoint's vectors; when 0 it is asked for one, also at a start."""

    encoder_batch: int = Field(default=64, ge=1, le=2048)
    """The most texts in a request to the endpoint."""

    encoder_weight: float | None = Field(default=None, ge=0, le=1)
    """How much the vectors decide beside the words, from 0 to 1. ``None``: as measured for the
    encoder (``knowledge.weights``); ``evals.acceptance`` measures several beside each other."""

    customer_bot_threshold: float | None = Field(default=None, gt=0, le=1)
    """Confidence from which an answer is sure enough for a customer without an agent's eye
    (``unattended``). ``None``: as fitted for the encoder (``knowledge.calibrations``), so
    that at least 99 % of such answers were right on the sample shop's questions;
    ``python -m evals.answering`` measures it and draws the curve."""

    chroma_url: str | None = None
    """``http://host:port`` of a Chroma server; the embedded folder under ``home`` otherwise."""

    model: str = "gpt-4o-mini"
    """The model's name at the endpoint; used when ``OPENAI_API_KEY`` is set."""

    model_deadline_seconds: float = Field(default=8.0, gt=0, le=60)
    model_reading_seconds: float = Field(default=2.0, gt=0, le=30)
    """For recognising goods that no name gives away; then the words alone stand."""

    model_first_token_seconds: float = Field(default=3.0, gt=0, le=60)
    model_max_tokens: int = Field(default=400, ge=16, le=4096)
    model_candidates: int = Field(default=1, ge=1, le=3)
    """Drafts a message: one; short and explained; or these and one with the next step."""

    model_candidates_from: Literal["parallel", "one-call"] = "parallel"
    """A call for each at the same time, or all in one call, which is cheaper and slower."""

    model_tool_rounds: int = Field(default=2, ge=0, le=5)
    """How often a draft may ask for another quote or another search; 0 offers no tools."""

    model_breaker_failures: int = Field(default=5, ge=1)
    """So many failures in a row, and the model rests; the scripts answer meanwhile."""

    model_breaker_rest_seconds: float = Field(default=15.0, ge=0, le=600)
    model_fallback: str | None = None
    """A second model, asked when the first fails; at the first one's endpoint unless another is
    given."""

    model_fallback_base_url: str | None = None
    model_fallback_api_key: SecretStr | None = None
    model_hedge_seconds: float | None = Field(default=None, gt=0, le=60)
    """Silence of the first model after which the second is asked as well; ``None``: only when the
    first fails."""

    model_prices: dict[str, ModelPriceSetting] = {}
    """Yuan a million tokens, by model, as JSON; a model without a price costs nothing."""

    model_cap_conversation_tokens: int | None = Field(default=None, ge=0)
    model_cap_conversation_yuan: Decimal | None = Field(default=None, ge=0)
    model_cap_shop_day_tokens: int | None = Field(default=None, ge=0)
    model_cap_shop_day_yuan: Decimal | None = Field(default=None, ge=0)
    """Over a cap the scripts answer; ``None`` is no cap, 0 is one that is reached at once."""

    model_cache_seconds: float = Field(default=600.0, ge=0, le=86_400)
    """How long a draft may be used again for the very same question, in peak mode."""

    peak_mode: Literal["auto", "full", "lean", "cached", "script"] = "auto"
    """A step by hand, or by queue, errors and spending."""

    peak_queue: int = Field(default=64, ge=1)
    """Drafts under way from which the mode is lean; at twice as many cached, at four times
    script."""

    peak_error_rate: float = Field(default=0.3, gt=0, le=1)
    """Failed share of the drafts of the last while (the calm below and half again) from which it is
    lean; at twice as many cached, at three times script."""

    peak_spend: float = Field(default=0.8, gt=0, le=1)
    """Used share of a shop's daily cap from which it is lean; script when it is used up."""

    peak_hold_seconds: float = Field(default=20.0, ge=0, le=3600)
    """Calm before a step back."""

    release_gate: bool = False
    """Whether a version must pass the shop's own suites (``evals/`` in its folder) before it is
    used; what changed in a shop folder then goes live by an import, not by a restart."""

    traces_endpoint: str | None = Field(
        default=None, validation_alias="OTEL_EXPORTER_OTLP_ENDPOINT"
    )
    """A collector that takes OpenTelemetry's traces over HTTP, e.g. ``http://127.0.0.1:4318``."""

    max_body_bytes: int = Field(default=256_000, ge=1024)

    openai_api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY")
    openai_base_url: str | None = Field(default=None, validation_alias="OPENAI_BASE_URL")

    @model_validator(mode="after")
    def _sane(self) -> Self:
        if self.clock_at is not None and self.clock_at.tzinfo is None:
            raise ValueError("GOALIE_CLOCK_AT needs an offset, e.g. 2026-11-05T20:30:00+08:00")
        key = self.openai_api_key.get_secret_value() if self.openai_api_key else ""
        if key.lower() in PLACEHOLDERS and not self.demo:
            raise ValueError("OPENAI_API_KEY is a placeholder: set a real key or unset it")
        self._priced_caps()
        if self.open_access and not _is_loopback(self.host):
            raise ValueError("without keys it listens on loopback only: set GOALIE_ACCESS=keys")
        self._strong_keys()
        return self

    def _priced_caps(self) -> None:
        """A cap in yuan on a model that costs nothing would never be reached."""
        caps = (self.model_cap_conversation_yuan, self.model_cap_shop_day_yuan)
        models = {self.model, self.model_fallback} - {None}
        if caps != (None, None) and (free := sorted(map(str, models - self.model_prices.keys()))):
            raise ValueError(f"a cap in yuan needs GOALIE_MODEL_PRICES for {', '.join(free)}")

    def _strong_keys(self) -> None:
        """As long as the digest they are for; the keys themselves are not repeated."""
        for shop, keys in self.customer_keys.items():
            if not 1 <= len(keys) <= MOST_KEYS:
                raise ValueError(f"GOALIE_CUSTOMER_KEYS: {shop} needs one key, or two to change it")
            if any(len(key.get_secret_value()) < KEY_CHARACTERS for key in keys):
                raise ValueError(
                    f"GOALIE_CUSTOMER_KEYS: a key of {shop} is shorter than {KEY_CHARACTERS} "
                    "characters; openssl rand -hex 32 makes one"
                )

    def keys_of(self, shop: str) -> tuple[str, ...]:
        """With which the shop signs for its customers."""
        return tuple(key.get_secret_value() for key in self.customer_keys.get(shop, ()))

    @property
    def open_access(self) -> bool:
        return self.demo or self.access == "open"

    @property
    def database(self) -> str:
        """The URL to open; it holds the password."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite+aiosqlite:///{self.home / 'goalie.sqlite'}"

    @property
    def encoder_endpoint(self) -> Endpoint:
        """The embeddings endpoint, if the encoder is one."""
        key = self.encoder_api_key or self.openai_api_key
        return Endpoint(
            base_url=self.encoder_base_url or self.openai_base_url or "",
            api_key=key.get_secret_value() if key else "",
            batch=self.encoder_batch,
            dimensions=self.encoder_dimensions,
        )

    @property
    def model_configured(self) -> bool:
        """A model drafts when a key or an endpoint is given (local servers need no key)."""
        return bool(self.openai_api_key or self.openai_base_url)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
