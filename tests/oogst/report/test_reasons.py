import pytest

from catalogue.views import TroubleCount
from oogst.report import incomplete
from oogst.report.reasons import not_an_entry
from oogst.screen import Speech

DUTCH = Speech("nl")


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("failed-records: 1", "1 record kon niet gelezen worden"),
        ("failed-records: 3", "3 records konden niet gelezen worden"),
        ("declared-not-seen: 19 / 2", "aangekondigd / gezien: 19 / 2"),
        (
            "pages-open: harvester.pages.truncated",
            "niet alle pagina's zijn gelezen (het document breekt af voor zijn einde)",
        ),
        ("iets-nieuws: 4", "iets-nieuws (4)"),
    ],
)
def test_why_a_run_is_not_complete_is_said_in_words(reason: str, text: str) -> None:
    assert incomplete(reason, DUTCH)["text"] == text


def test_why_a_record_is_no_entry_is_said_in_words() -> None:
    trouble = TroubleCount("skipped", "/results/0", "harvester.record.private: bomen")

    assert not_an_entry(trouble, DUTCH) == {
        "kind": "skipped",
        "pointer": "/results/0",
        "detail": "bomen",
        "text": "overgeslagen: het portaal zegt dat deze dataset niet openbaar is",
    }


def test_a_detail_that_is_no_reason_stays_as_it_is() -> None:
    trouble = TroubleCount("duplicate", "/dataset/5", "https://stad.example/x: y")

    assert not_an_entry(trouble, DUTCH)["detail"] == "https://stad.example/x: y"
