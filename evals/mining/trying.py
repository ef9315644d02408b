"""What the shop's own suites say of the scripts as they are and as they would be."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.casebook import read_cases
from evals.release.suites import gate_files
from evals.reporting.compare import Comparison, compared
from evals.running.record import Run
from evals.running.run import Order, Target, run_now
from service.settings import Settings
from service.shops import Shop, Shops, read_shop

from .proposals import Proposal
from .workbook import NoWorkbook, written


def tried(shop: Shop, proposals: Sequence[Proposal], settings: Settings) -> Comparison:
    """Runs the suites twice, without a model, beside the service: nothing goes live. Raises
    ``NoWorkbook`` where nothing can be changed."""
    documents = [proposal.script.place.document for proposal in proposals if proposal.proposed]
    if not documents:
        raise NoWorkbook("没有可以直接改话术的建议，没有什么可试的")
    with TemporaryDirectory(prefix="goalie-mine-") as away:
        beside = Path(away) / "shops" / shop.folder.name
        shutil.copytree(shop.folder, beside)
        written(shop.folder, proposals, beside / documents[0])
        before = _run(shop, settings)
        after = _run(read_shop(beside), settings.model_copy(update={"shops": beside.parent}))
    return compared(before, after)


def _run(shop: Shop, settings: Settings) -> Run:
    files = gate_files(shop)
    cases = read_cases(files, {shop.id: shop})
    order = Order(cases, [file.name for file in files], Target(), 1, False, "")
    run, _ = run_now(order, settings, Shops([shop]), lambda done, all: None)
    return run
