"""``python -m evals.answering [--fit | --questions FOLDER] [--encoder NAME] [--report FILE]``.

Exit codes: 0 the bot's precision is reached on the measuring half, or on the questions of the
folder; 1 it is missed.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from knowledge.calibrations import calibration_for
from knowledge.confidence import Calibration
from knowledge.encoders import encoder_named
from knowledge.index import Knowledge

from . import report, written
from .asking import Answer, Found, answers, ask
from .figures import PRECISION, at_threshold, brier, expected_error
from .fitting import COSINES, calibrated, out_of_fold
from .questions import HERE, Question, questions

HALVES = ("拟合的一半", "测量的一半")


def main() -> int:
    options = _parser().parse_args()
    console = Console(width=None if sys.stdout.isatty() else 120)
    encoder = encoder_named(options.encoder)
    asked = questions(options.questions or HERE)
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home,
        Knowledge(Path(home), encoder) as knowledge,
    ):
        found = ask(knowledge, asked)
    by = calibration_for(encoder.name)
    if options.questions:
        return _told(console, options, [(options.questions.name, answers(found, by))], by)
    fitting = [hits for hits in found if hits.question.fits]
    measuring = [hits for hits in found if not hits.question.fits]
    if options.fit:
        by = calibrated(fitting)
        written.write(
            {encoder.name: by}, calibrated(fitting, COSINES), _provenance(asked, fitting, by)
        )
        console.print(f"写好了 {written.PATH.name}", markup=False)
    halves = [
        (HALVES[0], answers(fitting, by)),
        (HALVES[1], answers(measuring, by)),
    ]
    return _told(console, options, halves, by)


def _told(
    console: Console,
    options: argparse.Namespace,
    parts: Sequence[tuple[str, Sequence[Answer]]],
    by: Calibration,
) -> int:
    """The table and the curve; the exit code is that of the last part."""
    console.print(_table(parts, by.customer_bot))
    report.write(options.report, parts, by.customer_bot, options.encoder)
    console.print(f"曲线：{options.report}", markup=False)
    return 0 if at_threshold(parts[-1][1], by.customer_bot).precision >= PRECISION else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="answering", description=__doc__)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--fit", action="store_true", help="fit the constants and write them")
    what.add_argument(
        "--questions", type=Path, help="a folder of known.csv and unknown.csv, only measured"
    )
    parser.add_argument("--encoder", default="hashed", help="hashed, or a model's name")
    parser.add_argument("--report", type=Path, default=Path("answering.html"))
    return parser


def _table(halves: Sequence[tuple[str, Sequence[Answer]]], threshold: float) -> Table:
    table = Table(title=f"把握 ≥ {threshold:.3f} 才回答")
    for heading in (
        "",
        "问题",
        "知道的",
        "回答",
        "答对",
        "准确率",
        "95% 下限",
        "占知道的",
        "ECE",
        "Brier",
    ):
        table.add_column(heading, justify="right" if heading else "left")
    for name, said in halves:
        for at, label in ((threshold, name), (0.75, "  把握 ≥ 0.75"), (0.0, "  全部回答")):
            here = at_threshold(said, at)
            table.add_row(
                label,
                f"{here.asked}",
                f"{here.known}",
                f"{here.answered}",
                f"{here.right}",
                f"{here.precision:.1%}",
                f"{here.floor:.1%}",
                f"{here.share_of_known:.1%}",
                f"{expected_error(said):.3f}",
                f"{brier(said):.3f}",
            )
    return table


def _provenance(asked: Sequence[Question], fitting: Sequence[Found], by: Calibration) -> str:
    """Where the constants come from, for the head of their file."""
    here = at_threshold(out_of_fold(fitting), by.customer_bot)
    known = sum(question.known for question in asked)
    return (
        f"Fitted on {here.asked} of the {len(asked)} questions in ``evals/answering/demo`` "
        f"({known} the sample\nshop knows, {len(asked) - known} it does not). From "
        f"``customer_bot`` on, {here.answered} of them were answered with\nconstants fitted "
        f"without them, {here.right} rightly; the other half of the questions only measures."
    )


if __name__ == "__main__":
    sys.exit(main())
