"""The table of fixes: every kind can be carried out, told and placed."""

import mappings
from catalogue.messages import keys
from harvester.fixes import kinds
from harvester.fixes.kinds import ACTIONS
from mappings.whereabouts import _whereabouts


def test_every_kind_has_an_action_and_every_action_a_kind() -> None:
    assert {one.action for one in kinds()} == ACTIONS.keys()


def test_every_kind_says_what_and_how() -> None:
    wanted = {f"fix.{one.name}.{part}" for one in kinds() for part in ("title", "do")}
    assert wanted <= set(keys())


def test_every_kind_that_a_portal_has_a_field_for_is_placed() -> None:
    placed = {topic for software in _whereabouts().software.values() for topic in software.fields}
    assert {one.topic for one in kinds() if one.topic} <= placed


def test_every_supposed_value_can_be_read() -> None:
    for one in (one for one in kinds() if one.action == "fill"):
        assert mappings.supposition(one.property, one.values, where=one.where).where == one.where


def test_every_overlay_named_is_one_that_can_be_written() -> None:
    known = {name.rpartition(".")[2] for name in mappings.supposable()}
    overlays = {one.overlay.partition("@")[0].rpartition(".")[2] for one in kinds() if one.overlay}
    assert overlays <= known
