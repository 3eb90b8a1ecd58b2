"""An event stream (LDES) in Turtle: a chain of pages of dataset versions, linked with TREE."""

from tests.harvester.scenarios.asking import Asked, Holding, Reply
from tests.harvester.scenarios.catalogues.turtle import PREFIXES, iri

__all__ = ["answer"]


def answer(asked: Asked, holding: Holding) -> Reply | None:
    if asked.path:
        return None
    page = asked.number("page", default=1)
    start = (page - 1) * holding.page
    numbers = holding.part(start, holding.page)
    here = asked.base if page == 1 else f"{asked.base}?page={page}"
    body = _stream(asked.base, here, numbers) + "".join(map(_version, numbers))
    if holding.more(start, holding.page):
        body += f"<{here}> tree:relation [ a tree:Relation ; tree:node <{asked.base}?page={page + 1}> ] .\n"
    return Reply((PREFIXES + body).encode(), "text/turtle; charset=utf-8", hit=page == 2)


def _stream(base: str, here: str, numbers: list[int]) -> str:
    members = "".join(f"<{base}#stream> tree:member <{iri(one)}/v1> .\n" for one in numbers)
    return (
        f"<{base}#stream> a ldes:EventStream ; tree:view <{base}> ;\n"
        "  ldes:timestampPath dct:modified ; ldes:versionOfPath dct:isVersionOf .\n"
        f"<{here}> a tree:Node .\n{members}"
    )


def _version(number: int) -> str:
    name = iri(number)
    return (
        f"<{name}/v1> a dcat:Dataset ; dct:isVersionOf <{name}> ;\n"
        f'  dct:modified "2025-09-0{number % 9 + 1}T10:00:00Z"^^xsd:dateTime ;\n'
        f'  dct:title "Dataset {number}"@nl ; dct:description "Alles over nummer {number}."@nl .\n'
    )
