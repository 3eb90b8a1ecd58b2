"""A web site that describes a dataset on each of its pages, and lists these in its sitemap."""

import orjson

from tests.harvester.scenarios.asking import Asked, Holding, Reply

__all__ = ["answer"]


def answer(asked: Asked, holding: Holding) -> Reply | None:
    if asked.path == "robots.txt":
        return Reply(f"User-agent: *\nAllow: /\nSitemap: {asked.base}/sitemap.xml\n".encode(), "text/plain")
    if asked.path in {"", "sitemap.xml"}:
        return Reply(_sitemap(asked, holding).encode(), "application/xml")
    name = asked.path.removeprefix("dataset/")
    if not name.isdigit():
        return None
    return Reply(_page(asked, int(name)).encode(), "text/html; charset=utf-8", hit=int(name) == holding.page)


def _sitemap(asked: Asked, holding: Holding) -> str:
    places = "".join(
        f"<url><loc>{asked.base}/dataset/{one}</loc><lastmod>2025-09-01</lastmod></url>"
        for one in holding.whole()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>'
    )


def _page(asked: Asked, number: int) -> str:
    said = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": f"{asked.base}/dataset/{number}",
        "name": f"Dataset {number}",
        "description": f"Alles over nummer {number}.",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": "text/csv",
                "contentUrl": f"https://x.example/{number}.csv",
            }
        ],
    }
    block = orjson.dumps(said).decode()
    return (
        f"<!DOCTYPE html><html lang='nl'><head><title>Dataset {number}</title>"
        f'<script type="application/ld+json">{block}</script></head>'
        f"<body><h1>Dataset {number}</h1></body></html>"
    )
