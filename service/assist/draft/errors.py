"""What can go wrong while a reply is drafted.

DraftError
├── PromptError          a prompt file, or what was put into it, is wrong: a mistake of ours
└── ModelError           the model gave no reply that may be used; the script 话术 stands
    ├── ModelTimeout     nothing in time: hangs, drips, or its first token is late
    ├── ModelUnreachable refused, reset, no such host
    ├── ModelRefused     an HTTP status that is no success: 401, 429, 500 …
    ├── ModelMalformed   not the protocol: HTML, half JSON, wrong encoding, no text at all
    ├── ModelCut         the stream ended before the model said that it had finished
    ├── ModelStopped     the model itself says that the reply is not whole: length, filter
    └── ModelResting     the breaker is open; nothing was sent

A model error means: whatever text came before it is half a reply, and a price cut in half is a
wrong price. Throw that text away.
"""


class DraftError(Exception):
    """Any failure of drafting."""


class PromptError(DraftError):
    """A prompt cannot be loaded or filled; the message names the file and the variable."""


class ModelError(DraftError):
    """No usable reply.

    ``reason`` is for the agent's sidebar: a few Chinese words, nothing from the endpoint's own
    text. ``transient`` says that one more attempt may help. ``endpoint_unwell`` says that the
    failure speaks about the endpoint, not about this one request; the breaker counts those.
    """

    reason: str = "模型出错"
    transient: bool = False
    endpoint_unwell: bool = True


class ModelTimeout(ModelError):
    reason = "模型超时"


class ModelUnreachable(ModelError):
    reason = "连不上模型服务"
    transient = True


_TOO_MANY = 429
_SERVER_FAULTS = range(500, 600)
_ABOUT_THE_ENDPOINT = frozenset({401, 403, 404, 408, _TOO_MANY})
_REASONS = {
    401: "模型密钥无效",
    403: "模型密钥没有权限",
    404: "没有这个模型",
    _TOO_MANY: "模型限流",
}


class ModelRefused(ModelError):
    """The endpoint answered with ``status``, perhaps with the seconds to wait, in words ``told``
    that are for telling what it refused and are shown to nobody."""

    def __init__(
        self, status: int, retry_after_seconds: float | None = None, told: str = ""
    ) -> None:
        super().__init__(f"the model endpoint answered {status}")
        faulty = status in _SERVER_FAULTS
        self.status = status
        self.told = told
        self.retry_after_seconds = retry_after_seconds
        self.reason = _REASONS.get(status, "模型服务出错" if faulty else "模型拒绝了请求")
        self.transient = faulty or status == _TOO_MANY
        self.endpoint_unwell = faulty or status in _ABOUT_THE_ENDPOINT


class ModelMalformed(ModelError):
    reason = "模型回复格式错误"


class ModelCut(ModelError):
    reason = "模型回复中断"


class ModelStopped(ModelError):
    """The model ended with ``finish_reason``, e.g. ``length`` or ``content_filter``."""

    endpoint_unwell = False

    def __init__(self, finish_reason: str) -> None:
        super().__init__(f"the model stopped with finish_reason {finish_reason!r}: half a reply")
        self.finish_reason = finish_reason
        self.reason = "模型回复过长" if finish_reason == "length" else "模型没有说完"


class ModelResting(ModelError):
    """The breaker is open for another ``seconds``."""

    reason = "模型连续出错，暂停使用"
    endpoint_unwell = False

    def __init__(self, seconds: float) -> None:
        super().__init__(f"the model failed too often and rests for another {seconds:.1f} s")
        self.seconds = seconds
