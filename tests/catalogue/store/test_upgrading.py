"""A store of an earlier Oogst is brought up to date with all that it holds."""

from datetime import UTC, datetime
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import BindParameter, bindparam, create_engine, select, text

from catalogue.charter import Fault, Outcome, Verdict
from catalogue.store import database as opening
from catalogue.store import open_database, tables
from catalogue.store.assessments import unpack_verdicts

NOW = datetime(2025, 10, 1, 2, tzinfo=UTC)


def migrate(url: str, to: str, *, back: bool = False) -> None:
    config = Config()
    config.set_main_option("script_location", str(opening.MIGRATIONS))
    engine = create_engine(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        (command.downgrade if back else command.upgrade)(config, to)
    engine.dispose()


ROWS = """
INSERT INTO source (id, name, publisher, protocol, url, aggregator)
VALUES (1, 'a/b', 'a', 'ckan', 'https://a.example', false);
INSERT INTO run (id, source_id, started_at, state, reasons, seen, new, changed, unchanged, failed,
    duplicates, skipped, withdrawn)
VALUES (1, 1, :now, 'complete', '[]', 1, 1, 0, 0, 0, 0, 0, 0);
INSERT INTO record (id, source_id, kind, identifier, hash, rules, sha256, pointer, seen_in, state)
VALUES (1, 1, 'dataset', 'x', 'h', 'r', 's', '/0', 1, 'present');
INSERT INTO entry (id, uuid, iri, publisher, kind, record_id, first_seen)
VALUES (1, 'u', 'i', 'a', 'dataset', 1, :now);
INSERT INTO version (id, entry_id, run_id, valid_from, hash, record_hash, sha256, pointer, title,
    members, body, reasons)
VALUES (1, 1, 1, :now, 'h', 'h', 's', '/0', 't', '[]', :none, :none);
INSERT INTO assessment (id, version_id, run_id, at, rules, rubric, published, waits_for_facts,
    coverage, label)
VALUES (1, 1, 1, :now, 'r', '0.1.0', true, false, 1, 'good');
INSERT INTO verdict (assessment_id, "check", principle, outcome, value, fault, reason, evidence)
VALUES (1, 'P04.1', 4, 'partial', 0.5, 'source', 'why', '{"seen": ["é"]}');
INSERT INTO verdict (assessment_id, "check", principle, outcome, value, fault, reason, evidence)
VALUES (1, 'P12.1', 12, 'unknown', NULL, '', 'never-asked', '{}')
"""


def test_verdicts_that_were_rows_are_packed_in_their_assessment(store_url: str) -> None:
    migrate(store_url, "0002")
    engine = create_engine(store_url)
    with engine.begin() as connection:
        given: list[BindParameter[Any]] = [
            bindparam("now", NOW, tables.run.c.started_at.type),
            bindparam("none", b""),
        ]
        for row in ROWS.split(";\n"):
            here = [one for one in given if f":{one.key}" in row]
            connection.execute(text(row.replace('":', '"\\:')).bindparams(*here))
    engine.dispose()
    database = open_database(store_url)
    with database.transaction() as connection:
        packed = connection.execute(select(tables.assessment.c.verdicts)).scalar_one()
    assert unpack_verdicts(packed) == [
        Verdict("P04.1", 4, Outcome.PARTIAL, 0.5, Fault.SOURCE, {"seen": ["é"]}, "why"),
        Verdict("P12.1", 12, Outcome.UNKNOWN, None, Fault.NONE, {}, "never-asked"),
    ]
    database.close()
    migrate(store_url, "0002", back=True)
    migrate(store_url, "head")
