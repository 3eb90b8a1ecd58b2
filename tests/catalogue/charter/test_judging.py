import json
from datetime import UTC, datetime

from catalogue.charter import Fault, Level, Outcome, Rubric, judge, judge_apart
from catalogue.model import Dialect
from catalogue.store.assessments import pack_verdicts
from tests.catalogue.charter.sample import AT, dataset, distribution, entry, judged, record, series


def test_every_check_of_entries_gives_one_verdict_in_the_order_of_the_rubric(rubric: Rubric) -> None:
    verdicts = judge(entry(), record(), [], at=AT, rubric=rubric)
    expected = [check.id for check in rubric.checks if check.level is not Level.PUBLISHER]
    assert [verdict.check for verdict in verdicts] == expected


def test_the_same_input_gives_the_same_verdicts(rubric: Rubric) -> None:
    first, again = (judge(entry(), record(), [], at=AT, rubric=rubric) for _ in range(2))
    assert first == again


def test_evidence_is_plain_json_with_hashes_time_and_versions(rubric: Rubric) -> None:
    for verdict in judge(entry(), record(), [], at=AT, rubric=rubric):
        evidence = verdict.evidence
        assert json.loads(json.dumps(evidence)) == evidence
        assert (evidence["payload"], evidence["record"]) == ("b" * 64, "a" * 64)
        assert evidence["time"] == "2025-03-01T12:00:00+00:00"
        check = rubric.by_id[verdict.check]
        assert (evidence["rubric"], evidence["rule"]) == ("1.0.0", check.rule.name)
        assert evidence["rule_version"] == check.version


def test_apart_from_what_all_verdicts_share_they_are_the_same_and_kept_as_the_same_bytes(
    rubric: Rubric,
) -> None:
    whole = judge(entry(), record(), [], at=AT, rubric=rubric)
    apart = judge_apart(entry(), record(), [], at=AT, rubric=rubric)
    shared = {"payload": "b" * 64, "record": "a" * 64, "time": AT.isoformat()}
    assert [one._replace(evidence=shared | one.evidence) for one in apart] == whole
    assert pack_verdicts(apart) == pack_verdicts(whole)


def test_only_the_time_that_is_given_counts(rubric: Rubric) -> None:
    old = datetime(2025, 1, 1, tzinfo=UTC)
    verdicts = {one.check: one for one in judge(entry(), record(), [], at=old, rubric=rubric)}
    assert verdicts["P06.3"].evidence["issues"] == ["future"]


def test_nobody_is_at_fault_where_nothing_is_wrong() -> None:
    for verdict in judged(dataset(distribution("ZIP", licence="https://stad.example/eigen"))).values():
        assert (verdict.fault is not Fault.NONE) == (verdict.outcome in {Outcome.FAIL, Outcome.PARTIAL})


def test_what_was_not_determined_has_no_value() -> None:
    for verdict in judged(series()).values():
        undetermined = verdict.outcome in {Outcome.NOT_APPLICABLE, Outcome.UNKNOWN, Outcome.MANUAL}
        assert (verdict.value is None) == undetermined


def test_what_is_said_of_a_distribution_or_a_sample_is_not_said_of_the_dataset() -> None:
    content = {
        "dcat:distribution": [{"dct:issued": [{"@value": "2020"}]}],
        "adms:sample": [{"dcat:accessURL": [{"@id": "https://data.stad.example/beeld.jpg"}]}],
    }
    lacking = entry(dataset(modified=None, distributions=[]))
    verdicts = judged(lacking, record(content))
    assert (verdicts["P15.5"].fault, verdicts["P09.2"].fault) == (Fault.SOURCE, Fault.SOURCE)


def test_a_value_that_another_distribution_has_is_not_lost_by_us() -> None:
    some = entry(dataset(distribution(), distribution("")))
    assert judged(some, record({"resources": [{"format": "CSV"}, {}]}))["P09.1"].fault is Fault.SOURCE


def test_an_opendatasoft_record_speaks_through_its_metas() -> None:
    lacking = entry(dataset(distribution(licence=None)))
    content = {"metas": {"default": {"license": "CC0"}}}
    assert judged(lacking, record(content, Dialect.OPENDATASOFT))["P16.1"].fault is Fault.MAPPING


def test_a_value_of_great_depth_is_looked_through() -> None:
    deep: object = "CC0"
    for _ in range(5000):
        deep = {"nested": [deep]}
    lacking = entry(dataset(distribution(licence=None)))
    assert judged(lacking, record({"license": deep}))["P16.1"].fault is Fault.MAPPING
