"""Writes the reference of the charter's checks from the newest rubric; a test holds the page to it.

``python -m tests.house.charter_page`` rewrites ``docs/reference/charter-checks.md``.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML

import catalogue.messages
from catalogue.charter import Check, Level, Outcome, Principle, Rubric, answer_text, load_rubric, outcome_text
from catalogue.messages import say
from tests.catalogue.charter.examples.reasons import Given, reasons_of

__all__ = ["PAGE", "main", "page"]

PAGE: Final = Path(__file__).parents[2] / "docs" / "reference" / "charter-checks.md"
SHORT: Final = 12
"""Values of a list that are written out."""

HEAD: Final = """# The checks of the charter

Every check of rubric {version}, by principle of the Smart Flanders open data charter.

**{statement}**

The sentence of a principle is the charter's own, in Dutch; there is no official English text. What a check
says of an entry stands in its table: the outcome, and the sentence that is shown, with what was seen in place
of the words in braces. All of it is there in Dutch too. How the checks are added up is told in
[The charter and its scores](../concepts/charter.md), what people attest in
[Attestations](../concepts/attestations.md). This page is written from the rubric itself by
`python -m tests.house.charter_page`.
"""
ANSWERS: Final = """A check that takes answers of people says so. An answer counts once it is signed and
until it ends, unless an auditor questioned or rejected it, or whoever signed it withdrew it; of several that
hold, the one about the least counts, and of those the newest. It never takes the place of what a machine
determined: where the two differ both are shown, the machine's counts, and an auditor decides.
"""
ASKING: Final = frozenset({"attested", "attested_entry"})
ORDER: Final = (
    Outcome.PASS,
    Outcome.PARTIAL,
    Outcome.FAIL,
    Outcome.NOT_APPLICABLE,
    Outcome.UNKNOWN,
    Outcome.MANUAL,
)
SAID: Final = (
    ("answer-yes", Outcome.PASS),
    ("answer-incomplete", Outcome.PARTIAL),
    ("answer-old", Outcome.PARTIAL),
    ("answer-partly", Outcome.PARTIAL),
    ("answer-no", Outcome.FAIL),
    ("answer-not-applicable", Outcome.NOT_APPLICABLE),
    ("not-attested", Outcome.MANUAL),
    ("answer-expired", Outcome.MANUAL),
    ("answer-questioned", Outcome.MANUAL),
    ("answer-rejected", Outcome.MANUAL),
    ("answer-withdrawn", Outcome.MANUAL),
)
INPUTS: Final = {
    "metadata": "the description of the entry",
    "record": "the record as the source gives it",
    "findings": "what the validation found",
    "observations": "what probes of its addresses saw",
    "sample": "the first bytes of its files",
    "elsewhere": "other catalogues",
    "history": "what it was before",
    "attestations": "answers of people",
}
ROLLS: Final = {
    "best": "the best of its distributions counts",
    "worst": "the worst of its distributions counts",
    "share": "all of its distributions have to pass; some is half",
}


def page() -> str:
    rubric = load_rubric()
    head = HEAD.format(version=rubric.version, statement=rubric.charter.statement.en)
    parts = [head, *_people(), *(part for one in rubric.principles for part in _principle(one, rubric))]
    return "\n".join(parts).rstrip() + "\n"


def main() -> None:
    """Rewrite the page."""
    PAGE.write_text(page(), encoding="utf-8")


def _principle(principle: Principle, rubric: Rubric) -> Iterator[str]:
    checks = [check for check in rubric.checks if check.principle == principle.number]
    name = say(f"principle.{principle.number}", "en")
    yield f"## Principle {principle.number}: {name}\n"
    yield f"> {principle.nl}\n"
    for check in sorted(checks, key=lambda one: one.id):
        yield from _check(check)


def _check(check: Check) -> Iterator[str]:
    yield f"({anchor(check)})="
    yield f"### {check.id} {check.title.en}\n"
    if check.explains.en:
        yield f"{check.explains.en}\n"
    yield f"*{check.title.nl}.* {check.explains.nl}\n" if check.explains.nl else f"*{check.title.nl}.*\n"
    yield from (f"- {line}" for line in _facts(check))
    yield ""
    yield "| outcome | what is said |"
    yield "|---|---|"
    yield from _answers(check)
    yield f"\n**What to do.** {_remedy(check)}\n"


def anchor(check: Check) -> str:
    """Give the name of a check's section, which stays when its title changes."""
    return check.id.lower().replace(".", "-")


def _facts(check: Check) -> Iterator[str]:
    whom = "the publisher as a whole" if check.level is Level.PUBLISHER else "an entry"
    yield f"Asked of {whom}. Looks at {', '.join(INPUTS[one] for one in sorted(check.inputs))}."
    if check.level is not Level.PUBLISHER:
        yield f"Applies to: {', '.join(sorted(f'`{kind}`' for kind in check.applies_to))}."
    if check.applies_if:
        yield f"Only under the condition `{check.applies_if}`."
    yield _counting(check)
    yield f"Rule `{check.rule.name}`, version {check.version}{_parameters(check)}."
    if check.asked:
        yield _asked(check)
    if check.unobserved:
        halves = (say(f"charter.unobserved.{one}", "en") for one in check.unobserved)
        yield f"Not looked at: {', '.join(halves)}."
    if check.anchors:
        yield f"Rests on: {'; '.join(check.anchors)}."


def _counting(check: Check) -> str:
    if check.informative:
        return "Shown only: it counts nowhere."
    rolled = f"; {ROLLS[check.roll_up]}" if check.roll_up else ""
    gate = ". **A gate**: a fail caps the label of the entry" if check.gate else ""
    return f"Weight {check.weight:g} within its principle{rolled}{gate}."


def _asked(check: Check) -> str:
    asked = check.asked
    if asked is None:
        return ""
    names = ", ".join(answer_text(name, "en") for name in asked.answers)
    beside = f" Beside yes and no it asks: {names}." if names else ""
    recent = f" What was done is at most {asked.recent_months} months old." if asked.recent_months else ""
    return f"An answer holds for {asked.valid_months} months at the most.{beside}{recent}"


def _parameters(check: Check) -> str:
    given: dict[str, Any] = {
        name: getattr(check.parameters, name) for name in type(check.parameters).__dataclass_fields__
    }
    shown = [f"`{name}` {_value(value)}" for name, value in given.items()]
    return f", with {'; '.join(shown)}" if shown else ""


def _value(value: object) -> str:
    if isinstance(value, frozenset | tuple | dict):
        items = sorted(map(_item, value)) if isinstance(value, frozenset) else [_item(one) for one in value]
        more = f" and {len(items) - SHORT} more" if len(items) > SHORT else ""
        return ", ".join(items[:SHORT]) + more
    return _item(value)


def _item(value: object) -> str:
    return f"`{getattr(value, 'name', value)}`"


def _answers(check: Check) -> Iterator[str]:
    given = reasons_of(check) if check.rule.name not in ASKING else set()
    for one in sorted(given, key=_order):
        yield f"| {outcome_text(one.outcome, 'en')} | {_sentence(one.reason)} |"
    if check.asked:
        yield "| as answered | [what a person said](#answers-of-people) |"


def _order(given: Given) -> tuple[int, str]:
    return ORDER.index(given.outcome), given.reason


def _sentence(reason: str) -> str:
    return _templates()[f"charter.reason.{reason}"].replace("|", "\\|").replace("<", "&lt;")


@cache
def _templates() -> dict[str, str]:
    """Read the sentences as they stand, the facts in braces."""
    pages = sorted(Path(catalogue.messages.__file__).parent.glob("charter*.yaml"))
    read = (YAML(typ="safe", pure=True).load(one.read_text(encoding="utf-8")).items() for one in pages)
    return {key: text["en"] for page in read for key, text in page if key.startswith("charter.reason.")}


def _people() -> Iterator[str]:
    yield "## Answers of people\n"
    yield ANSWERS
    yield "| outcome | what is said |"
    yield "|---|---|"
    yield from (f"| {outcome_text(outcome, 'en')} | {_sentence(reason)} |" for reason, outcome in SAID)
    yield ""


def _remedy(check: Check) -> str:
    shown = {name: say(f"charter.word.{name}", "en") for name in ("missing", "issues")}
    return check.remedy.en.format(**shown)


if __name__ == "__main__":
    main()
