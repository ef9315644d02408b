"""Practices → what goes over HTTP."""

from datetime import datetime

from evals.checks import BY_ID
from evals.practice.progress import Progress
from evals.practice.session import Answer, Practice
from evals.practice.texts import texts
from service.metrics import LIMIT_SECONDS

from .practice_schemas import FaultOut, JudgedOut, PracticeOut, TraineeOut
from .schemas import FailureOut, LineOut


def practice_out(practice: Practice, now: datetime) -> PracticeOut:
    waited = 0.0 if practice.ended else (now - practice.asked_at).total_seconds()
    return PracticeOut(
        id=practice.id,
        buyer=practice.buyer,
        buyer_name=texts().name_of(practice.buyer),
        trainee=practice.trainee,
        seed=practice.seed,
        at=practice.at,
        lines=[LineOut(role=line.role, text=line.text) for line in practice.lines],
        answers=[_judged(answer) for answer in practice.answers],
        waiting_seconds=round(max(0.0, waited), 1),
        limit_seconds=LIMIT_SECONDS,
        patience=practice.patience,
        steps=len(practice.steps),
        done=practice.step,
        ended=practice.ended,
    )


def _judged(answer: Answer) -> JudgedOut:
    return JudgedOut(
        asked=answer.asked,
        said=answer.said,
        handed_over=answer.handed_over,
        seconds=answer.seconds,
        in_time=answer.in_time,
        right=answer.right,
        failures=[
            FailureOut(id=fault.check, name=BY_ID[fault.check].name, reason=fault.reason)
            for fault in answer.faults
        ],
        passed=[BY_ID[one.check].name for one in answer.verdicts if one.passed],
    )


def trainee_out(one: Progress) -> TraineeOut:
    return TraineeOut(
        trainee=one.trainee,
        practices=one.practices,
        served=one.served,
        answers=one.answers,
        right=one.right,
        in_time=one.in_time,
        dangerous=one.dangerous,
        seconds=one.seconds,
        faults=[FaultOut(id=id, name=BY_ID[id].name, count=n) for id, n in one.faults],
    )
