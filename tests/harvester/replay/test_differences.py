"""What differs is told by what it is about, and not by where it happens to stand."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from catalogue.charter import Outcome
from catalogue.model import Correction, Reason
from catalogue.packing import pack
from catalogue.profile import Finding
from catalogue.store import Judged, pack_reasons
from catalogue.store.replays import Standing
from harvester.replay import Totals, compare
from tests.catalogue.store.judged import judged

IRI = judged("a").identity.iri
A, B = "https://x.be/a.csv", "https://x.be/b.csv"


def why(value: str, rule: str = "ckan.dataset.x", correction: Correction | None = None) -> Reason:
    return Reason(rule, value, "/x", value, correction=correction)


def made(reasons: Mapping[str, Sequence[Reason]], *titles: str) -> Judged:
    """Make an entry that says these titles, with these reasons."""
    lines = "".join(f'<{IRI}> <http://purl.org/dc/terms/title> "{title}"@nl .\n' for title in titles)
    body = pack(lines.encode())
    return replace(judged("a"), body=body, hash="".join(sorted(titles)), reasons=pack_reasons(reasons, ()))


def stood(one: Judged) -> Standing:
    return Standing(
        title=one.title,
        hash=one.hash,
        body=one.body,
        reasons=one.reasons,
        published=one.published,
        score=one.score.value,
        findings=list(one.findings),
        checks={each.check: (str(each.outcome), each.value) for each in one.verdicts},
        judged_at=datetime(2025, 10, 1, tzinfo=UTC),
    )


def test_equal_entries_do_not_differ() -> None:
    one = made({"title": [why("A")]}, "A")
    assert compare(stood(one), one) is None


def test_the_order_of_statements_makes_no_difference() -> None:
    assert compare(stood(made({}, "A", "B")), made({}, "B", "A")) is None


def test_a_value_that_is_replaced_is_removed_and_added() -> None:
    before, after = made({"title": [why("A", "r1")]}, "A"), made({"title": [why("B", "r2")]}, "B")
    found = compare(stood(before), after)
    assert found is not None
    (change,) = found.changes
    assert [(one.value, one.rule) for one in change.removed] == [("A", "r1")]
    assert [(one.value, one.rule) for one in change.added] == [("B", "r2")]
    assert (len(found.lines_removed), len(found.lines_added)) == (1, 1)


def test_a_list_tells_only_what_came_and_went() -> None:
    before = made({"keywords": [why("bomen"), why("groen")]}, "A")
    after = made({"keywords": [why("groen"), why("stad")]}, "B")
    found = compare(stood(before), after)
    assert found is not None
    (change,) = found.changes
    assert [one.value for one in change.removed] == ["bomen"]
    assert [one.value for one in change.added] == ["stad"]


def test_a_distribution_is_the_same_by_its_address_whatever_its_number() -> None:
    before = {"distributions[0].access_url": [why(B)], "distributions[0].format": [why("CSV")]}
    after = {
        "distributions[0].access_url": [why(A)],
        "distributions[1].access_url": [why(B)],
        "distributions[1].format": [why("CSV")],
    }
    found = compare(stood(made(before, "A")), made(after, "B"))
    assert found is not None
    assert [(one.path, one.name) for one in found.changes] == [
        (f"distributions[{A}].access_url", "distributions.access_url")
    ]


def test_two_distributions_at_one_address_stay_two() -> None:
    before = {f"distributions[{n}].access_url": [why(A)] for n in (0, 1)}
    after = before | {"distributions[1].format": [why("CSV")]}
    found = compare(stood(made(before, "A")), made(after, "B"))
    assert found is not None
    assert [one.path for one in found.changes] == [f"distributions[{A} #2].format"]


def test_another_rule_for_the_same_value_is_no_difference() -> None:
    assert (
        compare(stood(made({"title": [why("A", "r1")]}, "A")), made({"title": [why("A", "r2")]}, "A")) is None
    )


def test_another_person_who_answers_for_a_value_is_one() -> None:
    jana, piet = (Correction("k", name, "x", "2026-01-01", "2026-02-01", "") for name in ("Jana", "Piet"))
    before, after = (made({"title": [why("A", "overlay.title", who)]}, "A") for who in (jana, piet))
    found = compare(stood(before), after)
    assert found is not None
    assert (found.of_content, len(found.changes)) == (False, 1)


def test_findings_publication_and_checks_are_told_apart_from_content() -> None:
    before = judged("a", published=False)
    verdicts = [one._replace(outcome=Outcome.PASS, value=1.0) for one in before.verdicts]
    after = replace(
        before, findings=[Finding("title-missing", "x", "error", IRI)], published=True, verdicts=verdicts
    )
    found = compare(stood(before), after)
    assert found is not None
    assert [one.rule for one in found.findings_gone] == ["dataset-keyword-missing"]
    assert [one.rule for one in found.findings_new] == ["title-missing"]
    assert found.published == (False, True)
    assert found.checks == {"P04.1": ("unknown", "pass")}
    assert not found.of_content


def test_totals_count_entries_and_not_values() -> None:
    totals = Totals()
    gained = {f"distributions[{n}].licence": [why("CC0", "r9")] for n in (0, 1)}
    for before, after in ((made({}, "A"), made(gained, "B")), (made(gained, "B"), made({}, "A"))):
        found = compare(stood(before), after)
        assert found is not None
        totals.add(found)
    licence = totals.properties["distributions.licence"]
    assert (licence.gained, licence.lost, licence.changed) == (1, 1, 0)
    assert (totals.differing, totals.content, totals.rules["r9"]) == (2, 2, 1)
