"""A catalogue in Turtle, page after page with Hydra."""

from tests.harvester.scenarios.asking import Asked, Holding, Reply
from tests.harvester.scenarios.catalogues.turtle import PREFIXES, catalogue, dataset

__all__ = ["answer"]


def answer(asked: Asked, holding: Holding) -> Reply | None:
    if asked.path not in {"", "catalog.ttl"}:
        return None
    page = asked.number("page", default=1)
    start = (page - 1) * holding.page
    numbers = holding.part(start, holding.page)
    body = catalogue(numbers) + "".join(map(dataset, numbers)) + _paging(asked, page, holding)
    return Reply((PREFIXES + body).encode(), "text/turtle; charset=utf-8", hit=page == 2)


def _paging(asked: Asked, page: int, holding: Holding) -> str:
    start = (page - 1) * holding.page
    after = f" ; hydra:next <{asked.base}?page={page + 1}>" if holding.more(start, holding.page) else ""
    total = f"hydra:totalItems {holding.total(start)}"
    return f"<{asked.base}?page={page}> a hydra:PartialCollectionView ; {total}{after} .\n"
