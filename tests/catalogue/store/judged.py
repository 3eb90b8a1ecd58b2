"""Judged entries for tests, small and whole."""

from catalogue.charter import Fault, Label, Outcome, Score, Verdict
from catalogue.graph import Member
from catalogue.model import Kind, Reason, identify
from catalogue.packing import pack
from catalogue.profile import Finding
from catalogue.store import Judged, pack_reasons
from catalogue.store.places import places

__all__ = ["judged"]


def judged(identifier: str, content: str = "a", *, published: bool = True) -> Judged:
    about = identify(
        base="https://x.be", publisher="gent", source="gent/ods", kind=Kind.DATASET, identifier=identifier
    )
    title = f"Titel {content}"
    statement = f'<{about.iri}> <http://purl.org/dc/terms/title> "{title}"@nl .\n'
    return Judged(
        identity=about,
        kind=Kind.DATASET,
        record_hash=content * 8,
        payload="f" * 64,
        pointer=f"/result/{identifier}",
        hash=content * 4,
        title=title,
        members=[Member(Kind.DATASET, about.iri, about.record_iri)],
        named=places(statement.encode()),
        body=pack(statement.encode()),
        reasons=pack_reasons({"title": [Reason("ckan.dataset.title", title, "/title", content)]}, ()),
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
