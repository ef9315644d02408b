"""The one door to a language model: any server that speaks OpenAI chat completions.

A reply is whole or it is an error (see ``errors``); nobody waits longer than the deadline.
``openai`` is imported when a model is built, not when this module is.
"""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, aclosing
from typing import TYPE_CHECKING, Any, Protocol

from pydantic import SecretStr

from service.journal import REQUEST_ID
from service.tracing import call

from .completion import Completion
from .dialect import Dialect
from .errors import (
    ModelCut,
    ModelError,
    ModelMalformed,
    ModelRefused,
    ModelStopped,
    ModelTimeout,
    ModelUnreachable,
)
from .markup import Markup
from .messages import Exchange, Message, Tool, Usage
from .retry import Retry, retry_after_seconds
from .usage import estimated
from .waiting import Waiting
from .wire import extras, wired

if TYPE_CHECKING:
    from openai import AsyncAPIResponse, AsyncStream, OpenAIError
    from openai.types.chat import ChatCompletionChunk

# Generous: a Chinese token is one or two characters, an English one about four.
_CHARACTERS_PER_TOKEN = 8
# After the finish only usage and the end mark follow. Reading them lets the connection be used
# again, but a reply that is already whole does not wait for them longer than this.
_TAIL_SECONDS = 0.2


class Model(Protocol):
    """What drafting needs of a model."""

    name: str

    def stream(
        self,
        messages: Sequence[Message],
        *,
        deadline: float,
        exchange: Exchange | None = None,
    ) -> AsyncGenerator[str, None]:
        """The reply in pieces as they come; ``deadline`` is in seconds from now, for everything.

        The reply is whole only when the iteration ends without an error; raises ModelError. Where
        ``exchange`` offers tools, its ``calls`` say afterwards whether the model asked for some
        instead of replying.
        Closing the generator (``contextlib.aclosing``) cancels the call upstream.
        """
        ...

    async def close(self) -> None:
        """Give back the connections; the model cannot be used afterwards."""
        ...


class OpenAIModel:
    """A model behind the OpenAI protocol.

    ``base_url`` None is the SDK's default. ``first_token_seconds`` is how long one attempt may
    stay silent. ``attempts`` counts the first call too; a further one is made only while nothing
    was said yet, when the endpoint was unreachable or answered 429 or 5xx, and when the pause
    fits the deadline.
    """

    def __init__(
        self,
        *,
        base_url: str | None,
        api_key: SecretStr,
        name: str,
        first_token_seconds: float,
        max_tokens: int,
        attempts: int = 2,
    ) -> None:
        import openai

        # A local server needs no key, but the SDK insists on one.
        key = api_key.get_secret_value() or "none"
        # Its timeouts count per read and its retries are another loop: both are done here.
        self._client = openai.AsyncOpenAI(
            base_url=base_url, api_key=key, max_retries=0, timeout=None
        )
        self._first_token_seconds = first_token_seconds
        self._max_tokens = max_tokens
        self._retry = Retry(attempts)
        self._dialect = Dialect()
        self.name = name

    async def stream(
        self,
        messages: Sequence[Message],
        *,
        deadline: float,
        exchange: Exchange | None = None,
    ) -> AsyncGenerator[str, None]:
        """See ``Model.stream``."""
        exchange = exchange or Exchange()
        now = asyncio.get_running_loop().time
        end = now() + deadline
        dialect = self._dialect
        failed = 0
        while True:
            said = False
            try:
                async with aclosing(self._attempt(messages, exchange, dialect, end)) as chunks:
                    async for chunk in chunks:
                        said = True
                        yield chunk
                self._dialect = dialect
                return
            except ModelError as error:
                simpler = _simpler(dialect, error, exchange)
                if simpler is not None and not said:
                    dialect = simpler
                    continue
                failed += 1
                pause = self._retry.pause(failed, error)
                if said or pause is None or now() + pause >= end:
                    raise
            await asyncio.sleep(pause)

    async def close(self) -> None:
        await self._client.close()

    async def _attempt(
        self, messages: Sequence[Message], exchange: Exchange, dialect: Dialect, end: float
    ) -> AsyncGenerator[str, None]:
        now = asyncio.get_running_loop().time
        first_token = min(end, now() + self._first_token_seconds)
        tools = exchange.tools if dialect.tools else ()
        most = self._max_tokens * exchange.replies
        completion = Completion(
            max_characters=most * _CHARACTERS_PER_TOKEN, tools=bool(tools) and exchange.may_call
        )
        request = {
            "max_tokens": most,
            "messages": wired(messages, tools=dialect.tools),
            **extras(tools, may_call=exchange.may_call, usage=dialect.usage),
        }
        async with AsyncExitStack() as stack:
            headers = stack.enter_context(call("model", model=self.name))
            if request_id := REQUEST_ID.get():
                headers["X-Request-ID"] = request_id
            response = await self._open(request, headers, first_token, stack)
            stack.callback(lambda: exchange.usages.append(self._used(messages, tools, completion)))
            body = await stack.enter_async_context(aclosing(response.http_response.aiter_bytes()))
            waiting = stack.enter_context(Waiting(body, first_token))
            started, markup = False, Markup()
            while not completion.finished:
                data = await _read(waiting)
                text = markup.feed(completion.end() if data is None else completion.feed(data))
                if completion.started and not started:
                    started = True
                    waiting.until(end)
                if text:
                    yield text
            waiting.until(min(end, now() + _TAIL_SECONDS))
            await _drain(waiting, completion)
            exchange.calls = completion.calls
            if not exchange.calls:
                rest, calls = markup.end()
                if calls and not completion.may_call:
                    raise ModelStopped("tool_calls")
                exchange.calls = calls
                if rest:
                    yield rest

    async def _open(
        self, request: dict[str, Any], headers: dict[str, str], when: float, stack: AsyncExitStack
    ) -> "AsyncAPIResponse[AsyncStream[ChatCompletionChunk]]":
        """The answer's head; ``stack`` closes it, and so the call upstream."""
        from openai import OpenAIError

        # As it stands: the SDK would look at every part of every message, for longer than reading
        # the whole reply takes.
        opening = self._client.chat.completions.with_streaming_response.create(
            model=self.name, messages=[], stream=True, extra_body=request, extra_headers=headers
        )
        try:
            async with asyncio.timeout_at(when):
                return await stack.enter_async_context(opening)
        except TimeoutError:
            raise ModelTimeout("the model endpoint did not answer in time") from None
        except OpenAIError as error:
            raise _named(error) from error

    def _used(
        self, messages: Sequence[Message], tools: Sequence[Tool], completion: Completion
    ) -> Usage:
        """What the attempt has cost, also one that was broken off."""
        if completion.usage is None:
            return estimated(self.name, messages, tools, completion.characters)
        prompt, said, cached = completion.usage
        return Usage(self.name, prompt, said, cached)


def _simpler(dialect: Dialect, error: ModelError, exchange: Exchange) -> Dialect | None:
    if not isinstance(error, ModelRefused):
        return None
    return dialect.simpler(error.status, error.told, offered=bool(exchange.tools))


async def _read(waiting: Waiting) -> bytes | None:
    """The next bytes, None at the end."""
    try:
        return await waiting.read()
    except TimeoutError:
        raise ModelTimeout("the model did not go on, or not finish, in time") from None
    except Exception as error:
        # Whatever kept us from reading on, the reply is not whole.
        raise ModelCut(f"the stream broke: {type(error).__name__}") from error


async def _drain(waiting: Waiting, completion: Completion) -> None:
    """Usage comes after the finish."""
    try:
        while (data := await _read(waiting)) is not None:
            completion.feed(data)
    except ModelError:
        # The reply was whole before; only the connection is lost.
        return


def _named(error: "OpenAIError") -> ModelError:
    import openai

    if isinstance(error, openai.APIStatusError):
        headers = error.response.headers
        return ModelRefused(error.status_code, retry_after_seconds(headers), str(error)[:2_000])
    if isinstance(error, openai.APIConnectionError):
        return ModelUnreachable(f"no connection to the model endpoint: {error.__cause__}")
    return ModelMalformed(f"the model endpoint answered nonsense: {type(error).__name__}")
