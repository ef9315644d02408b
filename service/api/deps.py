"""What routes are handed."""

from typing import Annotated

from fastapi import Depends, Header, Request

from service.desk import Desk


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


GivenDesk = Annotated[Desk, Depends(_desk)]

GivenKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        description="Of the caller's choosing; the same request again gets the same answer.",
    ),
]
