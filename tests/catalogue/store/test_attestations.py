"""Attestations in the store: signed, reviewed, taken back; as they were known at a moment."""

import gzip
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

import pytest

from catalogue.errors import StoreError, UsageError
from catalogue.store import Database, tables
from catalogue.store.attestations import (
    Signer,
    attestations,
    find_attestation,
    keep_proof,
    publishers_attesting,
    review,
    sign,
    withdraw,
)
from catalogue.testimony import Attestation, Hold, Proof, Review, Statement, holding
from tests.catalogue.store.attested import MARCH, attested

AUDITOR = Signer("Wout Maes", "auditor")
OFFICER = Signer("Jana Peeters", "opendataverantwoordelijke")
DAY = timedelta(days=1)


def signed(store: Database, one: Attestation) -> Attestation:
    with store.transaction() as connection:
        return sign(connection, one, max(MARCH, one.signed_at))


def known(store: Database, one: Attestation, days: float) -> Attestation | None:
    """Give an attestation as it was known so many days after 1 March."""
    with store.transaction() as connection:
        found = attestations(connection, one.publisher, MARCH + days * DAY)
    return next((each for each in found if each.id == one.id), None)


def test_what_is_signed_is_read_back_whole(store: Database) -> None:
    proof = Proof(place="opleiding.pdf", sha256="a" * 64, retrieved_at=MARCH, size=12, kept=True)
    named = Proof(place="https://zonnegem.example/opleiding")
    one = attested(
        answers={"staff": "12", "last": "2026-02-03"},
        proofs=(proof, named),
        entries=("b", "a"),
        statement=Statement.PARTLY,
        via="quickscan-2024",
    )
    kept = signed(store, one)
    with store.transaction() as connection:
        assert attestations(connection, "zonnegem") == [kept]
        assert publishers_attesting(connection) == ["zonnegem"]
    assert kept == replace(one, recorded_at=MARCH, entries=("a", "b"))


def test_a_review_counts_from_the_moment_it_was_made(store: Database) -> None:
    one = signed(store, attested())
    with store.transaction() as connection:
        review(connection, one.id, Review.QUESTIONED, AUDITOR, note="Welke opleiding?", now=MARCH + DAY)
    with store.transaction() as connection:
        after = review(connection, one.id, Review.ACCEPTED, AUDITOR, note="", now=MARCH + 2 * DAY)
    assert [_review(store, one, days) for days in (0.5, 1, 1.5, 2)] == [
        "",
        "questioned",
        "questioned",
        "accepted",
    ]
    assert (after.reviewed_by, after.reviewer_role, after.reviewed_at) == (*AUDITOR, MARCH + 2 * DAY)
    assert after == known(store, one, 3)


def _review(store: Database, one: Attestation, days: float) -> str:
    found = known(store, one, days)
    assert found is not None
    return found.review


def test_it_was_not_known_before_it_was_recorded_however_early_it_was_signed(store: Database) -> None:
    old = attested(signed_at=MARCH - 90 * DAY, via="quickscan")
    with store.transaction() as connection:
        sign(connection, old, MARCH)
    assert known(store, old, -1) is None
    assert known(store, old, 0) is not None


def test_what_was_withdrawn_no_longer_holds_and_can_still_be_read(store: Database) -> None:
    one = signed(store, attested())
    with store.transaction() as connection:
        withdraw(connection, one.id[:8], OFFICER, why="Vergissing van dienst.", now=MARCH + DAY)
    before, after = known(store, one, 0.5), known(store, one, 1)
    assert before is not None
    assert after is not None
    assert (before.hold(MARCH + DAY / 2), after.hold(MARCH + DAY)) == (Hold.HOLDS, Hold.WITHDRAWN)
    assert (after.withdrawn_by, after.withdrawn_why) == ("Jana Peeters", "Vergissing van dienst.")


def test_one_that_takes_the_place_of_another_ends_it_from_then_on(store: Database) -> None:
    first = signed(store, attested())
    second = signed(store, attested(signed_at=MARCH + DAY, supersedes=first.id))
    with store.transaction() as connection:
        before = holding(attestations(connection, "zonnegem", MARCH), MARCH)
        after = holding(attestations(connection, "zonnegem", MARCH + DAY), MARCH + DAY)
    assert ([one.id for one in before], [one.id for one in after]) == ([first.id], [second.id])


@pytest.mark.parametrize(
    ("days", "hold"),
    [(-1, Hold.NOT_YET), (0, Hold.HOLDS), (364, Hold.HOLDS), (365, Hold.EXPIRED)],
)
def test_it_holds_from_its_signing_until_its_last_moment(days: int, hold: Hold) -> None:
    assert attested().hold(MARCH + days * DAY) is hold


@pytest.mark.parametrize("outcome", [Review.QUESTIONED, Review.REJECTED])
def test_what_an_auditor_does_not_accept_does_not_hold(store: Database, outcome: Review) -> None:
    one = signed(store, attested())
    with store.transaction() as connection:
        review(connection, one.id, outcome, AUDITOR, note="Geen bewijs.", now=MARCH + DAY)
    found = known(store, one, 2)
    assert found is not None
    assert str(found.hold(MARCH + 2 * DAY)) == str(outcome)


def test_what_cannot_be_is_refused_and_leaves_nothing(store: Database) -> None:
    other = signed(store, attested("P19.1"))
    refused = [
        (attested(by_name=" "), "attest.nobody"),
        (attested(by_role=""), "attest.nobody"),
        (attested(signed_at=MARCH + DAY), "attest.signed-later"),
        (attested(valid_until=MARCH), "attest.ends-before"),
        (attested(supersedes=other.id), "attest.supersedes-other"),
        (attested(supersedes=str(uuid4())), "attest.unknown"),
    ]
    for one, key in refused:
        with pytest.raises(UsageError) as raised, store.transaction() as connection:
            sign(connection, one, MARCH)
        assert raised.value.key == key
    with store.transaction() as connection:
        assert [one.id for one in attestations(connection)] == [other.id]


def test_nobody_reviews_what_they_signed_or_judges_without_a_reason(store: Database) -> None:
    one = signed(store, attested())
    for by, outcome, note, key in (
        (Signer(" jana PEETERS", "auditor"), Review.ACCEPTED, "goed", "attest.own-review"),
        (AUDITOR, Review.REJECTED, " ", "attest.no-note"),
        (Signer("", "auditor"), Review.ACCEPTED, "goed", "attest.nobody"),
    ):
        with pytest.raises(UsageError) as raised, store.transaction() as connection:
            review(connection, one.id, outcome, by, note=note, now=MARCH + DAY)
        assert raised.value.key == key
    assert _review(store, one, 9) == ""


def test_what_was_withdrawn_takes_no_further_act(store: Database) -> None:
    one = signed(store, attested())
    with store.transaction() as connection:
        withdraw(connection, one.id, OFFICER, why="Vergissing.", now=MARCH)
    with pytest.raises(UsageError, match="withdrawn"), store.transaction() as connection:
        withdraw(connection, one.id, OFFICER, why="Nog eens.", now=MARCH)
    with pytest.raises(UsageError, match="withdrawn"), store.transaction() as connection:
        review(connection, one.id, Review.ACCEPTED, AUDITOR, note="", now=MARCH)
    with pytest.raises(UsageError), store.transaction() as connection:
        sign(connection, attested(supersedes=one.id), MARCH)


def test_an_attestation_is_found_by_the_beginning_of_its_number(store: Database) -> None:
    one = signed(store, attested(id="aaaaaaaa-1111-4111-8111-111111111111"))
    signed(store, attested(id="aaaabbbb-1111-4111-8111-111111111111"))
    with store.transaction() as connection:
        assert find_attestation(connection, "aaaaaaaa").id == one.id
        with pytest.raises(UsageError, match="More than one"):
            find_attestation(connection, "aaaa")
        for wanted in ("aaa", "%", "bbbb"):
            with pytest.raises(UsageError, match="no attestation"):
                find_attestation(connection, wanted)


def test_an_act_is_never_older_than_the_one_before_it(store: Database) -> None:
    signed(store, attested())
    with pytest.raises(StoreError) as raised, store.transaction() as connection:
        sign(connection, attested(signed_at=MARCH - DAY), MARCH - DAY)
    assert raised.value.key == "attest.clock"


def test_the_bytes_of_a_proof_are_kept_once(store: Database) -> None:
    body = b"%PDF-1.7 synthetic"
    digest = sha256(body).hexdigest()
    for _ in range(2):
        with store.transaction() as connection:
            keep_proof(connection, digest, body, "application/pdf")
    with store.transaction() as connection:
        (row,) = connection.execute(tables.payload.select()).all()
    assert (row.sha256, row.size, gzip.decompress(row.body)) == (digest, len(body), body)
