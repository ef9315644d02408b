"""JUnit XML for CI servers: a suite a scene, a test a case."""

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from evals.checks import BY_ID
from evals.running.record import Run

from .summary import CaseResult, cases_of


def junit_xml(run: Run) -> bytes:
    root = Element("testsuites", name=f"goalie {run.head.id}", time=f"{run.seconds}")
    scenes: dict[str, list[CaseResult]] = {}
    for case in cases_of(run):
        scenes.setdefault(case.worst.case.scene or "未写场景", []).append(case)
    for scene, cases in scenes.items():
        failed = sum(not case.passed for case in cases)
        skipped = sum(case.skipped for case in cases)
        counts = {"tests": len(cases), "failures": failed, "skipped": skipped}
        told = {"name": scene} | {name: str(count) for name, count in counts.items()}
        suite = SubElement(root, "testsuite", told)
        for case in cases:
            _add(suite, scene, case)
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _add(suite: Element, scene: str, case: CaseResult) -> None:
    seconds = sum(result.seconds for result in case.attempts)
    test = SubElement(suite, "testcase", name=case.id, classname=scene, time=f"{seconds:.3f}")
    if case.skipped:
        SubElement(test, "skipped", message=case.worst.error)
    elif not case.passed:
        worst = case.worst
        lines = [f"{BY_ID[v.check].name}：{_clean(v.reason)}" for v in worst.failures]
        failure = SubElement(test, "failure", message=(lines or [_clean(worst.error)])[0])
        failure.text = "\n".join([worst.case.place, worst.case.asked, *map(_clean, lines)])


def _clean(text: str) -> str:
    """XML holds no control characters."""
    return "".join(c for c in text if c.isprintable() or c in "\n\t")
