"""The calculator as LangChain tools, so that people's own agents can price, change, refund.

``pricing_tools(shop, clock)`` gives one ``StructuredTool`` for each door of ``answers.DOORS``; each
returns a text to retell and, as its artifact, the whole result. A refusal comes back as the tool's
message and says what to mend.
"""

from typing import TYPE_CHECKING, Any

from service.clock import Clock
from service.pricing import PricingError
from service.shops import Shop
from service.shops.remedies import remedy

from .answers import DOORS, Answer, Answers, Door

if TYPE_CHECKING:
    from langchain_core.tools import StructuredTool

__all__ = ["DOORS", "pricing_tools"]


def pricing_tools(shop: Shop, clock: Clock) -> "list[StructuredTool]":
    """The tools for one shop; where a minute is left out, the clock's counts."""
    answers = Answers(shop, clock)
    return [_tool(name, door, answers) for name, door in DOORS.items()]


def _tool(name: str, door: Door, answers: Answers) -> "StructuredTool":
    from langchain_core.tools import StructuredTool, ToolException

    def run(**given: Any) -> Answer:
        try:
            # What LangChain passes on has been validated against the form; the rest are defaults.
            return door.answer(answers, door.form.model_construct(**given))
        except PricingError as error:
            raise ToolException(str(error)) from None

    return StructuredTool.from_function(
        func=run,
        name=name,
        description=f"{answers.shop.profile.name}：{door.description}",
        args_schema=door.form,
        response_format="content_and_artifact",
        handle_tool_error=True,
        handle_validation_error=_told,
    )


def _told(error: Any) -> str:
    """Field by field what to mend; the input is not echoed."""
    return "；".join(
        f"{'.'.join(map(str, problem['loc']))}：{remedy(problem)}"
        for problem in error.errors(include_url=False)
    )
