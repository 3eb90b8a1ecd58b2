"""The eight checks of the validator of Smart Flanders on one document of the web, and what they left out.

It passed what answered with an error, any header of caching, any licence, and never looked at CORS; its
check of a timestamp could only fail. Here each looks at what it is named after.
"""

from collections.abc import Callable
from functools import cache
from typing import Final

from catalogue.charter import Outcome, load_rubric
from catalogue.measures.loading import Page, Version, load
from catalogue.measures.reply import Reply
from catalogue.measures.stars import stars_page
from catalogue.measures.web import max_age, may_be_kept, open_to_scripts
from catalogue.testimony import Facts, Observation, Sample

__all__ = ["DocumentPage", "document_answers", "document_page"]

SUCCESS: Final = range(200, 300)
KEPT_OUT: Final = frozenset({403, 429, 451})
NOT_CHANGED: Final = 304
NOT_ASKED: Final = frozenset({"scheme", "not-a-url", "private-address", "robots", "robots-unreachable"})


class DocumentPage(Page):
    rubric: Version
    layers: dict[str, tuple[str, ...]]
    describing: tuple[str, ...]
    """Beginnings of terms that describe a document or a dataset."""
    paging: frozenset[str]
    """Relations that lead to other parts or moments of the same."""


@cache
def document_page() -> DocumentPage:
    return load("document", DocumentPage)


def document_answers(seen: Observation, *, served: bool = True) -> list[Reply]:
    """Answer the eight checks, in the order of the layers.

    Of what was not ``served`` but lies on a disk, no answer of a server is known.
    """
    page = document_page()
    return [_answer(name, seen, page, served=served) for names in page.layers.values() for name in names]


def _answer(name: str, seen: Observation, page: DocumentPage, *, served: bool) -> Reply:
    if not served and name in page.layers["technical"]:
        return Reply(check=name, outcome=Outcome.UNKNOWN, reason="document-not-served")
    answered = not served or (seen.status is not None and seen.status in SUCCESS)
    if answered or name == "accessible":
        return RULES[name](seen, page)
    return Reply(check=name, outcome=Outcome.UNKNOWN, reason="document-no-answer")


def _accessible(seen: Observation, _: DocumentPage) -> Reply:
    observed = {"status": seen.status, "failure": seen.failure, "barrier": seen.barrier}
    facts = _facts(seen)
    if seen.discount:
        outcome, reason = Outcome.UNKNOWN, "document-own-outage"
    elif seen.barrier in {"login", "api-key"} or seen.status == 401:  # noqa: PLR2004  HTTP asks to log in
        outcome, reason = Outcome.FAIL, "document-locked"
    elif seen.status in KEPT_OUT:
        outcome, reason = Outcome.UNKNOWN, "document-kept-out"
    elif seen.failure in NOT_ASKED:
        outcome, reason = Outcome.UNKNOWN, "document-not-asked"
    elif seen.status is None or seen.status not in SUCCESS or seen.astray:
        outcome, reason = Outcome.FAIL, "document-down"
    elif facts is not None and facts.error:
        outcome, reason = Outcome.FAIL, "document-error-page"
        observed["error"] = facts.error
    else:
        outcome, reason = Outcome.PASS, "document-answers"
    return Reply(check="accessible", outcome=outcome, reason=reason, observed=observed)


def _cache(seen: Observation, _: DocumentPage) -> Reply:
    age = max_age(seen)
    validators = sorted({"etag", "last-modified"} & seen.headers.keys())
    observed = {"cache_control": seen.headers.get("cache-control", ""), "validators": validators}
    if not may_be_kept(seen):
        outcome, reason = Outcome.FAIL, "document-no-store"
    elif age or seen.conditional == NOT_CHANGED:
        outcome, reason = Outcome.PASS, "document-cached"
    elif validators or observed["cache_control"]:
        outcome, reason = Outcome.PARTIAL, "document-cache-unproven"
    else:
        outcome, reason = Outcome.FAIL, "document-cache-missing"
    return Reply(check="cache", outcome=outcome, reason=reason, observed=observed)


def _cors(seen: Observation, _: DocumentPage) -> Reply:
    observed = {"allowed": seen.headers.get("access-control-allow-origin", "")}
    if open_to_scripts(seen):
        return Reply(check="cors", outcome=Outcome.PASS, reason="document-cors", observed=observed)
    reason = "document-cors-others" if observed["allowed"] else "document-cors-missing"
    return Reply(check="cors", outcome=Outcome.FAIL, reason=reason, observed=observed)


def _rdf(seen: Observation, _: DocumentPage) -> Reply:
    sample = _sample(seen)
    if sample is None:
        return Reply(check="rdf", outcome=Outcome.UNKNOWN, reason="document-not-read")
    facts = sample.facts
    observed = {"triples": facts.triples, "format": sample.format}
    if facts.triples:
        return Reply(check="rdf", outcome=Outcome.PASS, reason="document-rdf", observed=observed)
    if facts.triples is None and sample.format in stars_page().linked:
        return Reply(check="rdf", outcome=Outcome.FAIL, reason="document-rdf-broken", observed=observed)
    reason = "document-rdf-empty" if facts.triples == 0 else "document-no-rdf"
    return Reply(check="rdf", outcome=Outcome.FAIL, reason=reason, observed=observed)


def _licence(seen: Observation, page: DocumentPage) -> Reply:
    facts = _facts(seen)
    given = facts.licences if facts else None
    if given is None:
        return _not_rdf("licence", seen)
    table = load_rubric(page.rubric).licences
    tiers = {row.tier for one in given if (row := table.find(one))}
    if not given:
        outcome, reason = Outcome.FAIL, "document-licence-missing"
    elif tiers & {"A", "A'"}:
        outcome, reason = Outcome.PASS, "document-licence"
    elif "B" in tiers:
        outcome, reason = Outcome.PARTIAL, "document-licence-other"
    else:
        outcome, reason = Outcome.FAIL, "document-licence-not-open" if tiers else "document-licence-unknown"
    return Reply(check="licence", outcome=outcome, reason=reason, observed={"licences": list(given)})


def _metadata(seen: Observation, page: DocumentPage) -> Reply:
    facts = _facts(seen)
    if facts is None or facts.triples is None:
        return _not_rdf("metadata", seen)
    observed = {"about": facts.about}
    if not facts.about:
        return Reply(
            check="metadata", outcome=Outcome.FAIL, reason="document-says-nothing", observed=observed
        )
    described = any(one.startswith(page.describing) for one in facts.terms or ())
    outcome, reason = (
        (Outcome.PASS, "document-described") if described else (Outcome.PARTIAL, "document-loosely-described")
    )
    return Reply(check="metadata", outcome=outcome, reason=reason, observed=observed)


def _fragmented(seen: Observation, page: DocumentPage) -> Reply:
    facts = _facts(seen)
    if facts is None or facts.links is None:
        return _not_rdf("fragmented", seen)
    found = {name: url for name, url in facts.links.items() if name in page.paging}
    outcome, reason = (
        (Outcome.PASS, "document-linked-on") if found else (Outcome.FAIL, "document-not-linked-on")
    )
    return Reply(check="fragmented", outcome=outcome, reason=reason, observed={"links": found})


def _timestamped(seen: Observation, _: DocumentPage) -> Reply:
    facts = _facts(seen)
    if facts is None:
        return Reply(check="timestamped", outcome=Outcome.UNKNOWN, reason="document-not-read")
    if newest := facts.generated_at or facts.latest:
        observed = {"time": newest, "by": facts.timed_by}
        return Reply(check="timestamped", outcome=Outcome.PASS, reason="document-timed", observed=observed)
    modified = seen.headers.get("last-modified", "")
    outcome, reason = (
        (Outcome.PARTIAL, "document-timed-by-server") if modified else (Outcome.FAIL, "document-not-timed")
    )
    return Reply(check="timestamped", outcome=outcome, reason=reason, observed={"time": modified})


def _not_rdf(check: str, seen: Observation) -> Reply:
    """Reply what only RDF can say: it fails where the document was read and is none."""
    facts = _facts(seen)
    if facts is None:
        return Reply(check=check, outcome=Outcome.UNKNOWN, reason="document-not-read")
    if facts.triples is None:
        return Reply(check=check, outcome=Outcome.FAIL, reason="document-no-rdf-to-ask")
    return Reply(check=check, outcome=Outcome.UNKNOWN, reason="document-not-looked-for")


def _sample(seen: Observation) -> Sample | None:
    """Give what came when RDF was asked for, else what came anyway."""
    return seen.rdf or seen.sample


def _facts(seen: Observation) -> Facts | None:
    sample = _sample(seen)
    return sample.facts if sample else None


RULES: Final[dict[str, Callable[[Observation, DocumentPage], Reply]]] = {
    "licence": _licence,
    "accessible": _accessible,
    "cache": _cache,
    "cors": _cors,
    "rdf": _rdf,
    "metadata": _metadata,
    "fragmented": _fragmented,
    "timestamped": _timestamped,
}
