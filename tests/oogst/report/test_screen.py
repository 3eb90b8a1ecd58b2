from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from oogst.report import print_report
from oogst.screen import Speech


def document(**more: Any) -> dict[str, Any]:  # noqa: ANN401  as JSON
    """Give the report of a catalogue of two entries, one of them held back."""
    found: dict[str, Any] = {
        "source": "https://stad.example",
        "protocol": "ckan",
        "publisher": "stad",
        "publisher_facts": True,
        "complete": True,
        "incomplete_because": [],
        "declared": 2,
        "records": 2,
        "entries": 2,
        "published": 1,
        "held_back": 1,
        "waiting_for_publisher_facts": 0,
        "not_entries": [],
        "first_steps": [],
        "findings": [],
        "charter": {
            "score": 0.5,
            "coverage": 1.0,
            "rubric": "r 1",
            "statement": "Van ons.",
            "principles": {},
        },
        "beside": {
            "statement": "Telt niet mee.",
            "entries": 2,
            "entries_with_an_address_that_was_asked": 1,
            "mqa": None,
            "stars": {
                "version": "1",
                "floor": 3,
                "entries": [{"least": 0, "most": 3, "entries": 2}],
                "open_data": 1,
                "but_for_licence": 1,
            },
            "hvd": {"version": "1", "claimed": 1, "candidates": 0, "failed_checks": {"HVD.3": 1}},
            "real_time": {"version": "1", "entries": 1, "listed": []},
        },
        "feed": {"path": None, "paths": [], "entries": 1, "portal_ready": True, "catalogue_findings": []},
    }
    return found | more


def finding(**more: Any) -> dict[str, Any]:  # noqa: ANN401  as JSON
    found: dict[str, Any] = {
        "rule": "regel",
        "group": "warning",
        "fault": "source",
        "entries": 1,
        "follows": False,
        "title": "Er is iets.",
        "remedy": "Doe iets.",
        "where": [],
    }
    return found | more


def shown(report: dict[str, Any], width: int = 100) -> str:
    file = StringIO()
    print_report(report, Console(file=file, width=width), Speech("nl"))
    return file.getvalue()


def step(gain: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401  as JSON
    return {"gain": gain, "do": "Doe dit.", "entries": 1, "freed": 1, "after": 2, **more}


def test_control_characters_of_a_source_never_reach_the_terminal() -> None:
    report = document(source="https://stad.example/\x1b[2J\u202e")

    assert "\x1b" not in shown(report)
    assert "\u202e" not in shown(report)


def test_one_is_one_and_two_are_more() -> None:
    one = shown(document(first_steps=[step("publishable")]))
    two = shown(document(first_steps=[step("publishable", freed=2)]))

    assert "1 item wordt publiceerbaar: dan 2 van de 2" in one
    assert "2 items worden publiceerbaar: dan 2 van de 2" in two


def test_a_remedy_is_said_once_for_all_findings_that_it_repairs() -> None:
    text = shown(document(findings=[finding(rule="een"), finding(rule="twee")]), width=80)

    assert text.count("→ Doe iets.") == 1


@pytest.mark.parametrize("width", [80, 160])
def test_each_group_has_its_heading(width: int) -> None:
    groups = ("blocks", "error", "warning", "info")
    text = shown(document(findings=[finding(group=group) for group in groups]), width)
    headings = ["Houdt items tegen", "Fout, maar houdt niets tegen", "Let op", "Ter informatie"]

    assert [text.index(heading) for heading in headings] == sorted(map(text.index, headings))


def test_the_report_ends_with_where_to_begin() -> None:
    text = shown(document(first_steps=[step("publishable")]))

    assert text.splitlines()[-1].rstrip() == "Begin met: Doe dit."


def test_steps_of_less_than_a_point_are_left_out() -> None:
    small = step("charter", points=0.3, principles=[6], computed=True)

    assert "Niets houdt publicatie tegen" in shown(document(first_steps=[small]))


def test_a_long_list_of_missing_records_is_cut_and_says_so() -> None:
    missing = [
        {"kind": "failed", "pointer": f"/{n}", "detail": "", "text": "niet te lezen"} for n in range(20)
    ]

    assert "… en nog 12; met --json staan ze er allemaal" in shown(document(not_entries=missing))


def test_the_paths_of_a_kept_feed_are_never_broken_over_lines() -> None:
    path = "/srv/" + "lang/" * 40 + "stad.rdf"
    feed = document()["feed"] | {"path": path, "paths": [path]}

    assert f"  {path}\n" in shown(document(feed=feed))


def test_a_feed_that_the_platform_would_refuse_says_why() -> None:
    wrong = [{"rule": "catalogue-title-missing", "title": "De catalogus heeft geen titel."}]
    feed = document()["feed"] | {"portal_ready": False, "catalogue_findings": wrong}

    assert "De catalogus heeft geen titel." in shown(document(feed=feed))


def test_figures_beside_the_charter_say_that_they_do_not_count_in_it() -> None:
    screen = shown(document())
    assert screen.index("Van ons.") < screen.index("Naast het charter") < screen.index("Telt niet mee.")
    for part in ("2 met 0 tot 3 ★", "HVD.3 (1)", "1 item noemt zich realtime", "Van 1 van de 2 items"):
        assert part in screen
