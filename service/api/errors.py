"""Business errors → HTTP, in one table; every error leaves as an RFC 9457 problem document.

``code`` is stable; ``title`` and ``detail`` are Chinese, ``detail_en`` English: what to do.
"""

import logging
import math
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from knowledge.errors import (
    JobConflict,
    KnowledgeError,
    NothingBefore,
    NotIndexed,
    NotReleased,
    StoreBusy,
    TooManyJobs,
    UnknownFile,
    UnknownJob,
    UnknownVersion,
    UploadRefused,
    UploadTooLarge,
)
from service.access.errors import NotAllowed, NotRecognised, TooMany
from service.conversations.errors import (
    ConversationConflict,
    KeyReused,
    MessageConflict,
    NothingAsked,
    NotTaken,
    Settled,
    Taken,
    UnknownAmendment,
    UnknownConversation,
    UnknownMessage,
    UnknownSuggestion,
)
from service.journal import note
from service.pricing import BadCart, NoPrice, PricingError
from service.shops import UnknownShop
from service.shops.remedies import remedy
from service.storage.errors import NotRead, NotWritten

from .identity import IdentityRefused
from .schemas import ProblemOut

_log = logging.getLogger(__name__)


class BodyTooLarge(ValueError):
    """The body is larger than the setting allows; told while reading, not after."""


class UnknownSku(ValueError):
    """The context names a product that the shop does not have."""


class OrderNeedsIdentity(ValueError):
    """An anonymous visitor names an order."""


class UnknownModel(ValueError):
    """No shop's assistant goes by that name."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """How an error looks from outside."""

    status: int
    code: str
    title: str
    english: str


TABLE: Mapping[type[Exception], Meaning] = {
    UnknownShop: Meaning(404, "unknown_shop", "没有这个店铺", "No such shop; check the shop id."),
    UnknownSku: Meaning(
        422,
        "unknown_sku",
        "没有这个商品",
        "No such product; check context.sku against the catalogue.",
    ),
    UnknownModel: Meaning(
        404, "model_not_found", "没有这个模型", "No such model; take one from GET /v1/models."
    ),
    UnknownConversation: Meaning(
        404,
        "unknown_conversation",
        "没有这个会话",
        "No such conversation in this shop; check conversation_id or leave it out to start anew.",
    ),
    UnknownSuggestion: Meaning(
        404, "unknown_suggestion", "没有这条建议", "No such suggestion; check its id."
    ),
    ConversationConflict: Meaning(
        409,
        "conversation_conflict",
        "会话刚刚被更新",
        "The conversation changed meanwhile; fetch it again and resend.",
    ),
    KeyReused: Meaning(
        409,
        "idempotency_key_reused",
        "幂等键用在了别的请求上",
        "This Idempotency-Key stands for another request; take a new one.",
    ),
    NotRecognised: Meaning(
        401, "not_recognised", "不认识这把钥匙", "Send a valid key as Authorization: Bearer."
    ),
    NotAllowed: Meaning(403, "not_allowed", "没有权限", "This key's role does not allow that."),
    TooMany: Meaning(429, "too_many_requests", "请求太多", "Wait as long as Retry-After says."),
    NotWritten: Meaning(
        503,
        "not_stored",
        "没有存上",
        "The database did not take it; nothing was stored. Try again.",
    ),
    NotRead: Meaning(
        503, "database_unreachable", "数据库读不到", "The database does not answer; try again soon."
    ),
    MessageConflict: Meaning(
        409,
        "message_conflict",
        "消息编号重复",
        "This message_id stands for another text; use a new one.",
    ),
    Taken: Meaning(
        409, "taken", "已有人接待", "Another agent has this conversation; take the next one."
    ),
    NotTaken: Meaning(
        409, "not_taken", "还没有接待", "Take the conversation before you write in it."
    ),
    UnknownAmendment: Meaning(
        404, "unknown_amendment", "没有这条更正", "No such amendment in this shop."
    ),
    Settled: Meaning(
        409, "settled", "已经有人处理", "Somebody has seen to it; look at the list again."
    ),
    UnknownMessage: Meaning(
        404, "unknown_message", "没有这条回答", "No such reply in this conversation."
    ),
    IdentityRefused: Meaning(
        401,
        "identity_refused",
        "登录信息无效",
        "The token does not hold; have the shop sign a new one, or leave it out.",
    ),
    OrderNeedsIdentity: Meaning(
        403,
        "order_needs_identity",
        "订单需要登录",
        "Only a customer whom the shop signs for may name an order.",
    ),
    NothingAsked: Meaning(
        422, "nothing_asked", "没有要回答的消息", "The last turn must be the customer's."
    ),
    BodyTooLarge: Meaning(
        413, "body_too_large", "请求太大", "The body is too large; send less text."
    ),
    BadCart: Meaning(422, "bad_cart", "购物车有误", "The cart cannot be priced; mend it as told."),
    NoPrice: Meaning(
        422,
        "no_price",
        "不能报价",
        "No figure can be promised; give what is named, or ask a person.",
    ),
    PricingError: Meaning(422, "bad_price_input", "价格参数有误", "Mend the figures as told."),
    UnknownVersion: Meaning(
        404,
        "unknown_version",
        "没有这个版本",
        "No such version is kept; list the versions.",
    ),
    UnknownJob: Meaning(404, "unknown_job", "没有这个任务", "No such import job in this shop."),
    UnknownFile: Meaning(404, "unknown_file", "没有这个文件", "The shop has no such file."),
    NothingBefore: Meaning(
        409, "nothing_to_roll_back", "没有可以退回的版本", "No version was active before this one."
    ),
    NotReleased: Meaning(
        409,
        "not_released",
        "没有通过发布门",
        "The release gate stops this version; mend what is listed, or override it with a reason.",
    ),
    JobConflict: Meaning(
        409,
        "job_conflict",
        "任务状态不允许",
        "The job's state does not allow that.",
    ),
    TooManyJobs: Meaning(
        429, "too_many_jobs", "等待的导入太多", "Too many imports are waiting; try again later."
    ),
    UploadRefused: Meaning(
        422, "upload_refused", "文件不能收", "The name or kind of file cannot be taken; see detail."
    ),
    UploadTooLarge: Meaning(
        413, "upload_too_large", "文件太大", "The file is above the limit; split it or shrink it."
    ),
    StoreBusy: Meaning(
        409, "knowledge_busy", "知识库正忙", "Somebody else is changing it; try again in a moment."
    ),
    NotIndexed: Meaning(
        503, "not_indexed", "还没有索引", "The shop has no index that can be searched; import it."
    ),
    KnowledgeError: Meaning(
        503, "knowledge_unavailable", "知识库暂不可用", "Knowledge is unavailable; try again soon."
    ),
}

UNKNOWN = Meaning(500, "internal_error", "服务内部错误", "An internal error; it was logged.")


def problem(meaning: Meaning, detail: str, **more: Any) -> JSONResponse:
    """The problem document."""
    body = problem_out(meaning, detail).model_dump() | more
    return JSONResponse(body, meaning.status, media_type="application/problem+json")


def problem_out(meaning: Meaning, detail: str) -> ProblemOut:
    return ProblemOut(
        type=f"urn:goalie:problem:{meaning.code}",
        title=meaning.title,
        status=meaning.status,
        code=meaning.code,
        detail=detail,
        detail_en=meaning.english,
    )


def meaning_of(error: Exception) -> Meaning:
    """The table's entry for the error's class or its nearest base."""
    return next((TABLE[kind] for kind in type(error).__mro__ if kind in TABLE), UNKNOWN)


def install(app: FastAPI) -> None:
    """Have every error leave as a problem document."""
    for kind in TABLE:
        app.add_exception_handler(kind, _business)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def install_more(app: FastAPI, table: Mapping[type[Exception], Meaning]) -> None:
    """The same for the errors of routes that another package brings."""

    async def told(_request: Request, error: Exception) -> JSONResponse:
        return problem(table[type(error)], str(error))

    for kind in table:
        app.add_exception_handler(kind, told)


async def _business(_request: Request, error: Exception) -> JSONResponse:
    told = problem(meaning_of(error), str(error))
    if isinstance(error, NotRecognised):
        told.headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, TooMany):
        told.headers["Retry-After"] = str(math.ceil(error.seconds))
    return told


async def _invalid(_request: Request, error: Exception) -> JSONResponse:
    """What is wrong with a body, field by field; the input is not echoed."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 - the handler's own key
    meaning = Meaning(422, "invalid_request", "请求格式有误", "Mend the fields listed in errors.")
    fields = [
        {"field": ".".join(str(part) for part in item["loc"]), "message": _told(item)}
        for item in error.errors()
    ]
    detail = "；".join(f"{field['field']}：{field['message']}" for field in fields[:5])
    return problem(meaning, detail or "请求格式有误", errors=fields)


def _told(item: Mapping[str, Any]) -> str:
    return remedy(item).encode("utf-8", "replace").decode()


async def _http(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 - the handler's own key
    phrase = HTTPStatus(error.status_code).phrase
    detail = {
        400: "请求体读不懂：请发送 UTF-8 编码的 JSON",
        404: "没有这个地址：请核对路径",
        405: "这个地址不支持该方法",
    }.get(error.status_code, str(error.detail))
    code = phrase.lower().replace(" ", "_")
    return problem(Meaning(error.status_code, code, phrase, str(error.detail)), detail)


async def _unexpected(request: Request, error: Exception) -> JSONResponse:
    note(_log, "request_failed", logging.ERROR, path=request.url.path, why=type(error).__name__)
    return problem(UNKNOWN, "服务出了点问题，已记录：请稍后重试")
