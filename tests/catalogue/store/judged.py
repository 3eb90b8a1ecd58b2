"""Judged entries for tests, small and whole."""

import zlib

from catalogue.charter import Fault, Label, Outcome, Score, Verdict
from catalogue.graph import Member
from catalogue.model import Dataset, Dialect, Entry, Kind, Reason, Record, Text, identify
from catalogue.profile import Finding
from catalogue.store import Judged, Known

__all__ = ["judged", "record"]


def record(identifier: str, content: str = "a", source: str = "gent/ods") -> Record:
    return Record(
        identifier=identifier,
        kind=Kind.DATASET,
        dialect=Dialect.CKAN,
        content={"title": content, "source": source},
        hash=content * 8,
        payload="f" * 64,
        pointer=f"/result/{identifier}",
    )


def judged(
    identifier: str, content: str = "a", known: Known | None = None, *, published: bool = True
) -> Judged:
    about = identify(
        base="https://x.be", publisher="gent", source="gent/ods", kind=Kind.DATASET, identifier=identifier
    )
    title = Text(f"Titel {content}", "nl")
    dataset = Dataset(iri=about.iri, identifier=about.iri, title=[title])
    reasons = {"title": [Reason("ckan.dataset.title", title.value, "/title", content)]}
    return Judged(
        record=record(identifier, content),
        entry=Entry(identity=about, kind=Kind.DATASET, resource=dataset, reasons=reasons),
        known=known,
        body=zlib.compress(f'<{about.iri}> <http://purl.org/dc/terms/title> "{title.value}"@nl .\n'.encode()),
        hash=content * 4,
        members=[Member(Kind.DATASET, about.iri, about.record_iri)],
        findings=[Finding("dataset-keyword-missing", "vl-2022", "warning", about.iri, "dcat:keyword")],
        verdicts=[Verdict("P04.1", 4, Outcome.UNKNOWN, None, Fault.NONE, {"seen": []}, "no-licence")],
        score=Score(
            value=0.5,
            coverage=0.75,
            principles={},
            gates=(),
            undetermined_gates=(),
            label=Label.PARTLY,
            rubric="0.1.0",
        ),
        published=published,
        waits_for_facts=not published,
    )
