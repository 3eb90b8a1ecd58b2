"""A plain web page that lists files, with a link to the next page."""

from catalogue.model import ListSelectors
from tests.harvester.scenarios.asking import Asked, Holding, Reply

__all__ = ["SELECTORS", "answer"]

SELECTORS = ListSelectors(
    item="div.dataset",
    next="a.next",
    title="h2",
    description="p",
    file="a.file",
    anchor="h2 a[name]",
    licence="a.licence",
)
LICENCE = (
    '<p>Alles onder <a class="licence" href="https://creativecommons.org/publicdomain/zero/1.0/">CC0</a></p>'
)


def answer(asked: Asked, holding: Holding) -> Reply | None:
    if asked.path == "robots.txt":
        return Reply(b"User-agent: *\nAllow: /\n", "text/plain")
    if asked.path:
        return None
    page = asked.number("page", default=1)
    start = (page - 1) * holding.page
    items = "".join(map(_item, holding.part(start, holding.page)))
    after = (
        f'<a class="next" href="{asked.base}?page={page + 1}">Volgende</a>'
        if holding.more(start, holding.page)
        else ""
    )
    body = f"<!DOCTYPE html><html lang='nl'><body><h1>Open data</h1>{items}{LICENCE}{after}</body></html>"
    return Reply(body.encode(), "text/html; charset=utf-8", hit=page == 2)


def _item(number: int) -> str:
    return (
        f'<div class="dataset"><h2><a name="set-{number}">Lijst {number}</a></h2>'
        f"<p>Alles over nummer {number}.</p>"
        f'<a class="file" href="/bestanden/{number}.csv">CSV</a>'
        '<a class="licence" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a></div>'
    )
