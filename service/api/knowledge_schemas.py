"""The shop's knowledge over HTTP: files, import jobs with their reports, versions."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict, Field

ShopId = Annotated[str, Query(min_length=1, max_length=64, description="The shop's id.")]
Folder = Annotated[str, Path(max_length=20, description="manuals, scripts or synonyms.")]
Name = Annotated[str, Path(max_length=200, description="The file's name with its ending.")]
JobId = Annotated[str, Path(max_length=40)]
VersionId = Annotated[str, Path(max_length=40)]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]
Limit = Annotated[int, Query(ge=1, le=1_000)]
Outcome = Literal["taken", "unchanged", "updated", "refused"]


class FileOut(BaseModel):
    """A file of the shop. ``state``: *live*, *pending* (uploaded, taken in by the next import), or
    *leaving* (taken away, gone with the next import)."""

    document: str
    bytes: int
    origin: Literal["folder", "upload"]
    state: Literal["live", "pending", "leaving"]


class FolderOut(BaseModel):
    """A folder that takes uploads, and the endings of the files it takes."""

    name: str
    endings: list[str]


class FilesOut(BaseModel):
    """``max_bytes`` is the most that a file may have."""

    files: list[FileOut]
    folders: list[FolderOut]
    max_bytes: int


class UploadedOut(BaseModel):
    """What arrived; a job takes it in."""

    document: str
    bytes: int
    sha256: str


class ShopBody(BaseModel):
    """The shop. It stands in the body wherever something is set going, so that no page of another
    origin can do it with a plain form."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    shop: str = Field(min_length=1, max_length=64)
    by: str = Field("", max_length=40, description="Who does it; a key has a name of its own.")


class ActivateRequest(ShopBody):
    """``override``: why a version is used although the release gate stops it; kept with the name
    of who says so."""

    override: str = Field("", max_length=400)


class JobRequest(ShopBody):
    """An import. ``dry_run`` only tells what would happen; without ``activate`` the new version is
    prepared, to be activated later."""

    dry_run: bool = False
    activate: bool = True


class JobOut(BaseModel):
    """``done`` of ``total`` steps of ``stage``; the counts are there once the state is *done*.

    ``encoded`` is the number of texts that had to be encoded (in a dry run: at most). An
    *interrupted* job can be resumed, and so can a failed or cancelled one.
    """

    id: str
    shop: str
    dry_run: bool
    activate: bool
    state: Literal["queued", "running", "done", "failed", "cancelled", "interrupted"]
    stage: str
    done: int
    total: int
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    version: str | None
    error: str | None
    passages: int
    removed: int
    encoded: int
    conflicts: int
    outcomes: dict[str, int]
    by: str


class JobsOut(BaseModel):
    jobs: list[JobOut]


class PlaceOut(BaseModel):
    """Where it stands: ``label`` as people read it."""

    label: str
    document: str
    page: int | None
    sheet: str | None
    row: int | None


class RowOut(BaseModel):
    """What became of one row or file; ``field`` and ``reason`` say what to mend."""

    place: PlaceOut
    outcome: Outcome
    field: str
    reason: str


class RowsOut(BaseModel):
    """A page of the report; ``total`` rows have the outcome asked for."""

    rows: list[RowOut]
    total: int


class SideOut(BaseModel):
    place: PlaceOut
    text: str


class ConflictOut(BaseModel):
    """Two places that cannot both be meant. ``skus`` empty is the whole shop; the window is the
    time in which both hold (half-open, null: open)."""

    kind: Literal[
        "duplicate",
        "different_figures",
        "different_answers",
        "shared_question",
        "different_facts",
    ]
    about: str
    one: SideOut
    other: SideOut
    skus: list[str]
    valid_from: datetime | None
    valid_to: datetime | None


class RuleFaultOut(BaseModel):
    """What is wrong in the shop folder's catalogue or rulebooks, contradictions among them."""

    file: str
    where: str
    remedy: str


class ConflictsOut(BaseModel):
    """``rules`` is the shop folder's own list, read again now: nothing of a folder with a fault is
    used until it is mended; two item deals at one time are told and priced, the better one."""

    conflicts: list[ConflictOut]
    total: int
    rules: list[RuleFaultOut]


class VersionOut(BaseModel):
    """One import of the shop. ``active`` is what searches use."""

    id: str
    number: int
    made_at: datetime
    active: bool
    encoder: str
    passages: int
    removed: int
    conflicts: int
    outcomes: dict[str, int]


class ChangeOut(BaseModel):
    """Another version became active; ``before`` and ``now`` are numbers of versions, 0 for none."""

    at: datetime
    before: int
    now: int
    by: str


class VersionsOut(BaseModel):
    """The latest first; ``roll_back_to`` is the version that was active before."""

    versions: list[VersionOut]
    roll_back_to: str | None
    changes: list[ChangeOut]
