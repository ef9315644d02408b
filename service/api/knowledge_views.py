"""Files, jobs, reports and versions → what goes over HTTP."""

from collections.abc import Sequence

from knowledge.changes import Change
from knowledge.job_files import Job
from knowledge.shop_files import ListedFile
from knowledge.shop_home import Version
from knowledge.types import Conflict, ImportReport, Place, RowReport, Side
from service.shops.errors import Fault

from .knowledge_schemas import (
    ChangeOut,
    ConflictOut,
    ConflictsOut,
    FileOut,
    JobOut,
    PlaceOut,
    RowOut,
    RowsOut,
    RuleFaultOut,
    SideOut,
    VersionOut,
    VersionsOut,
)


def file_out(file: ListedFile) -> FileOut:
    return FileOut(document=file.document, bytes=file.bytes, origin=file.origin, state=file.state)


def job_out(job: Job) -> JobOut:
    return JobOut(
        id=job.id,
        shop=job.shop,
        dry_run=job.dry_run,
        activate=job.activate,
        state=job.state.value,
        stage=job.stage,
        done=job.done,
        total=job.total,
        created_at=job.created_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        version=job.version or None,
        error=job.error or None,
        passages=job.passages,
        removed=job.removed,
        encoded=job.encoded,
        conflicts=job.conflicts,
        outcomes=dict(job.outcomes),
        by=job.by,
    )


def rows_out(report: ImportReport | None, outcome: str | None, offset: int, limit: int) -> RowsOut:
    rows = [row for row in report.rows if outcome in (None, row.outcome)] if report else []
    return RowsOut(rows=[_row_out(row) for row in rows[offset : offset + limit]], total=len(rows))


def conflicts_out(
    report: ImportReport | None, faults: Sequence[Fault], offset: int, limit: int
) -> ConflictsOut:
    found = report.conflicts if report else ()
    return ConflictsOut(
        conflicts=[conflict_out(conflict) for conflict in found[offset : offset + limit]],
        total=len(found),
        rules=[RuleFaultOut(file=f.file, where=f.where, remedy=f.remedy) for f in faults],
    )


def conflict_out(conflict: Conflict) -> ConflictOut:
    return ConflictOut(
        kind=conflict.kind.value,
        about=conflict.about,
        one=_side_out(conflict.one),
        other=_side_out(conflict.other),
        skus=sorted(conflict.skus),
        valid_from=conflict.valid_from,
        valid_to=conflict.valid_to,
    )


def version_out(version: Version, active: str) -> VersionOut:
    return VersionOut(
        id=version.id,
        number=version.number,
        made_at=version.made_at,
        active=version.id == active,
        encoder=version.encoder,
        passages=version.passages,
        removed=version.removed,
        conflicts=version.conflicts,
        outcomes=dict(version.outcomes),
    )


def versions_out(
    versions: Sequence[Version], active: str, before: str | None, changes: Sequence[Change]
) -> VersionsOut:
    return VersionsOut(
        versions=[version_out(version, active) for version in versions],
        roll_back_to=before,
        changes=[ChangeOut(at=c.at, before=c.before, now=c.now, by=c.by) for c in changes],
    )


def _row_out(row: RowReport) -> RowOut:
    return RowOut(
        place=_place_out(row.place),
        outcome=row.outcome,
        field=row.field,
        reason=row.reason,
    )


def _side_out(side: Side) -> SideOut:
    return SideOut(place=_place_out(side.place), text=side.text)


def _place_out(place: Place) -> PlaceOut:
    return PlaceOut(
        label=place.label(),
        document=place.document,
        page=place.page,
        sheet=place.sheet,
        row=place.row,
    )
