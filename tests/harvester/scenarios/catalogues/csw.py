"""A GeoNetwork: CSW 2.0.2 with ISO 19139 records, asked by GET or by POST."""

import re

from tests.harvester.scenarios.asking import Asked, Holding, Reply

__all__ = ["answer"]

NAMESPACES = (
    'xmlns:csw="http://www.opengis.net/cat/csw/2.0.2" xmlns:gmd="http://www.isotc211.org/2005/gmd" '
    'xmlns:gco="http://www.isotc211.org/2005/gco" xmlns:ows="http://www.opengis.net/ows" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def answer(asked: Asked, holding: Holding) -> Reply | None:
    query = {name.lower(): value for name, value in asked.query.items()}
    request = query.get("request", "")
    if not asked.body and request.lower() not in {"getrecords", "getcapabilities"}:
        return None
    if request.lower() == "getcapabilities" or "GetCapabilities" in asked.body:
        return _xml(_capabilities(asked))
    start = int(query.get("startposition") or _posted(asked, "startPosition") or 1) - 1
    rows = int(query.get("maxrecords") or _posted(asked, "maxRecords") or 10)
    return _xml(_records(start, rows, holding), hit=start == holding.page)


def _posted(asked: Asked, name: str) -> str:
    found = re.search(rf'{name}="(\d+)"', asked.body)
    return found[1] if found else ""


def _xml(body: str, *, hit: bool = False) -> Reply:
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{body}'
    return Reply(text.encode(), "application/xml; charset=utf-8", hit=hit)


def _records(start: int, rows: int, holding: Holding) -> str:
    numbers, total = holding.part(start, rows), holding.total(start)
    after = start + min(rows, holding.page) + 1 if holding.more(start, rows) else 0
    return (
        f'<csw:GetRecordsResponse {NAMESPACES} version="2.0.2">'
        '<csw:SearchStatus timestamp="2025-10-01T00:00:00"/>'
        f'<csw:SearchResults numberOfRecordsMatched="{total}" numberOfRecordsReturned="{len(numbers)}" '
        f'elementSet="full" nextRecord="{after}">'
        + "".join(map(_record, numbers))
        + "</csw:SearchResults></csw:GetRecordsResponse>"
    )


def _record(number: int) -> str:
    def text(value: str) -> str:
        return f"<gco:CharacterString>{value}</gco:CharacterString>"

    return (
        f"<gmd:MD_Metadata><gmd:fileIdentifier>{text(f'uuid-{number:04}')}</gmd:fileIdentifier>"
        '<gmd:hierarchyLevel><gmd:MD_ScopeCode codeListValue="dataset">dataset</gmd:MD_ScopeCode>'
        "</gmd:hierarchyLevel><gmd:dateStamp><gco:Date>2025-09-01</gco:Date></gmd:dateStamp>"
        "<gmd:identificationInfo><gmd:MD_DataIdentification><gmd:citation><gmd:CI_Citation>"
        f"<gmd:title>{text(f'Laag {number}')}</gmd:title></gmd:CI_Citation></gmd:citation>"
        f"<gmd:abstract>{text(f'Alles over nummer {number}.')}</gmd:abstract>"
        "</gmd:MD_DataIdentification></gmd:identificationInfo></gmd:MD_Metadata>"
    )


def _capabilities(asked: Asked) -> str:
    return (
        f'<csw:Capabilities {NAMESPACES} version="2.0.2"><ows:ServiceIdentification>'
        "<ows:Title>Geoportaal</ows:Title></ows:ServiceIdentification><ows:OperationsMetadata>"
        '<ows:Operation name="GetRecords"><ows:DCP><ows:HTTP>'
        f'<ows:Get xlink:href="{asked.base}/csw"/></ows:HTTP></ows:DCP>'
        '<ows:Parameter name="outputSchema"><ows:Value>http://www.isotc211.org/2005/gmd</ows:Value>'
        "</ows:Parameter></ows:Operation></ows:OperationsMetadata></csw:Capabilities>"
    )
