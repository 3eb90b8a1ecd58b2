"""A DataTank: DCAT in Turtle with paging in a malformed ``Link`` header, and the JSON of ``/api/info``."""

from tests.harvester.scenarios.asking import Asked, Holding, Reply, as_json
from tests.harvester.scenarios.catalogues.turtle import PREFIXES

__all__ = ["answer"]


def answer(asked: Asked, holding: Holding) -> Reply | None:
    if asked.path.startswith("api/dcat"):
        return _dcat(asked, holding)
    if asked.path == "api/info":
        return _info(asked, holding)
    return None


def _dcat(asked: Asked, holding: Holding) -> Reply:
    offset, limit = _window(asked, holding)
    numbers = holding.part(offset, limit)
    listed = " ".join(f"dcat:dataset <{asked.base}/groep/set-{one}> ;" for one in numbers)
    body = f'<{asked.base}/api/dcat> a dcat:Catalog ; {listed} dct:title "Tank"@nl .\n'
    body += "".join(_dataset(asked.base, one) for one in numbers)
    headers = {"Link": _link(asked, holding, offset + holding.page)} if holding.more(offset, limit) else {}
    return Reply(
        (PREFIXES + body).encode(), "text/turtle; charset=UTF-8", headers=headers, hit=offset == holding.page
    )


def _window(asked: Asked, holding: Holding) -> tuple[int, int]:
    limit = asked.number("limit", "page_size", default=50)
    return asked.number("offset"), holding.page if limit < 0 else min(limit, holding.page)


def _link(asked: Asked, holding: Holding, offset: int) -> str:
    rel = "http://www.w3.org/ns/hydra/core#"
    return (
        f"{asked.base}/api/dcat?offset={offset}&limit={holding.page};rel={rel}nextPage,"
        f"{asked.base}/api/dcat?offset={len(holding.numbers) - 1}&limit={holding.page};rel={rel}lastPage"
    )


def _dataset(base: str, number: int) -> str:
    name = f"{base}/groep/set-{number}"
    return (
        f'<{name}> a dcat:Dataset ; dct:title "Set {number}" ; dct:description "Alles over {number}." ;\n'
        f'  dct:identifier "groep/set-{number}" ; dct:issued "2014-01-01T00:00:00Z" ;\n'
        f"  dcat:distribution <{name}.json> .\n"
        f"<{name}.json> a dcat:Distribution ; dcat:accessURL <{name}> ; dcat:downloadURL <{name}.json> .\n"
    )


def _info(asked: Asked, holding: Holding) -> Reply:
    offset, limit = _window(asked, holding)
    paging = {
        "current": offset // holding.page + 1,
        "limit": holding.page,
        "offset": offset,
        "total": holding.total(offset),
    }
    if holding.more(offset, limit):
        paging["next"] = offset // holding.page + 2
    datasets = [
        {
            "collection_uri": "groep",
            "resource_name": f"set-{one}",
            "identifier": f"groep/set-{one}",
            "title": f"Set {one}",
            "description": f"Alles over {one}.",
            "type": "csv",
            "formats": ["json", "csv"],
        }
        for one in holding.part(offset, limit)
    ]
    return as_json({"filter": [], "paging": paging, "datasets": datasets}, hit=offset == holding.page)
