"""Synthetic records and answers of catalogue services (CSW), written by hand after the standards."""

from collections.abc import Callable
from urllib.parse import parse_qs

from werkzeug import Request, Response

NAMESPACES = (
    'xmlns:csw="http://www.opengis.net/cat/csw/2.0.2" xmlns:gmd="http://www.isotc211.org/2005/gmd"'
    ' xmlns:gco="http://www.isotc211.org/2005/gco" xmlns:gmx="http://www.isotc211.org/2005/gmx"'
    ' xmlns:srv="http://www.isotc211.org/2005/srv" xmlns:gml="http://www.opengis.net/gml/3.2"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:ows="http://www.opengis.net/ows"'
)
ORGANISATION = "https://data.vlaanderen.be/doc/organisatie/OVO999999"
LICENCE = "https://data.vlaanderen.be/doc/licentie/modellicentie-gratis-hergebruik/v1.0"
NO_LIMITS = "http://inspire.ec.europa.eu/metadata-codelist/LimitationsOnPublicAccess/noLimitations"


def text(name: str, words: str, link: str = "", **translations: str) -> str:
    """Write a property that holds a text, perhaps an anchor, perhaps with translations by locale."""
    main = (
        f'<gmx:Anchor xlink:href="{link}">{words}</gmx:Anchor>'
        if link
        else f"<gco:CharacterString>{words}</gco:CharacterString>"
    )
    others = "".join(
        f'<gmd:textGroup><gmd:LocalisedCharacterString locale="#{locale}">{said}'
        "</gmd:LocalisedCharacterString></gmd:textGroup>"
        for locale, said in translations.items()
    )
    free = f"<gmd:PT_FreeText>{others}</gmd:PT_FreeText>" if others else ""
    return f"<gmd:{name}>{main}{free}</gmd:{name}>"


def code(name: str, kind: str, value: str) -> str:
    return f'<gmd:{name}><gmd:{kind} codeList="x" codeListValue="{value}"/></gmd:{name}>'


def party(name: str, role: str, mail: str, place: str = "pointOfContact") -> str:
    return (
        f"<gmd:{place}><gmd:CI_ResponsibleParty>{text('organisationName', name, ORGANISATION)}"
        "<gmd:contactInfo><gmd:CI_Contact><gmd:address><gmd:CI_Address>"
        f"{text('electronicMailAddress', mail)}</gmd:CI_Address></gmd:address></gmd:CI_Contact>"
        f"</gmd:contactInfo>{code('role', 'CI_RoleCode', role)}</gmd:CI_ResponsibleParty></gmd:{place}>"
    )


def dated(day: str, kind: str) -> str:
    return (
        f"<gmd:date><gmd:CI_Date><gmd:date><gco:Date>{day}</gco:Date></gmd:date>"
        f"{code('dateType', 'CI_DateTypeCode', kind)}</gmd:CI_Date></gmd:date>"
    )


def online(address: str, protocol: str = "", name: str = "", function: str = "") -> str:
    return (
        f"<gmd:onLine><gmd:CI_OnlineResource><gmd:linkage><gmd:URL>{address}</gmd:URL></gmd:linkage>"
        + (text("protocol", protocol) if protocol else "")
        + (text("name", name) if name else "")
        + (code("function", "CI_OnLineFunctionCode", function) if function else "")
        + "</gmd:CI_OnlineResource></gmd:onLine>"
    )


def legal(constraint: str, *others: str) -> str:
    return (
        f"<gmd:resourceConstraints><gmd:MD_LegalConstraints>"
        f"{code(constraint, 'MD_RestrictionCode', 'otherRestrictions')}{''.join(others)}"
        "</gmd:MD_LegalConstraints></gmd:resourceConstraints>"
    )


LOCALES = (
    '<gmd:locale><gmd:PT_Locale id="FR"><gmd:languageCode><gmd:LanguageCode codeListValue="fre"/>'
    "</gmd:languageCode></gmd:PT_Locale></gmd:locale>"
)
BOX = (
    "<gmd:extent><gmd:EX_Extent><gmd:geographicElement><gmd:EX_GeographicBoundingBox>"
    "<gmd:westBoundLongitude><gco:Decimal>3.5</gco:Decimal></gmd:westBoundLongitude>"
    "<gmd:eastBoundLongitude><gco:Decimal>3.9</gco:Decimal></gmd:eastBoundLongitude>"
    "<gmd:southBoundLatitude><gco:Decimal>50.9</gco:Decimal></gmd:southBoundLatitude>"
    "<gmd:northBoundLatitude><gco:Decimal>51.2</gco:Decimal></gmd:northBoundLatitude>"
    "</gmd:EX_GeographicBoundingBox></gmd:geographicElement><gmd:temporalElement><gmd:EX_TemporalExtent>"
    '<gmd:extent><gml:TimePeriod gml:id="t1"><gml:beginPosition>2019-01-01</gml:beginPosition>'
    '<gml:endPosition indeterminatePosition="now"/></gml:TimePeriod></gmd:extent></gmd:EX_TemporalExtent>'
    "</gmd:temporalElement></gmd:EX_Extent></gmd:extent>"
)
CONSTRAINTS = legal("accessConstraints", text("otherConstraints", "geen beperkingen", NO_LIMITS)) + legal(
    "useConstraints",
    text("otherConstraints", "Vrij te gebruiken met bronvermelding", LICENCE),
    text("otherConstraints", "Wij staan niet in voor fouten", "https://voorbeeld.be/disclaimer"),
)
PARTIES = party("Stad Voorbeeld", "owner", "stad@voorbeeld.be") + party(
    "Dienst Data", "pointOfContact", "data@voorbeeld.be"
)
KEYWORDS = (
    "<gmd:descriptiveKeywords><gmd:MD_Keywords>"
    + text("keyword", "Geologie", "http://inspire.ec.europa.eu/theme/ge", FR="Géologie")
    + text(
        "keyword", "Herbruikbaar", "https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Trefwoorden/HERBRUIKBAAR"
    )
    + text("keyword", "Vlaamse Open data")
    + "</gmd:MD_Keywords></gmd:descriptiveKeywords>"
)
ONLINES = (
    online("https://geo.voorbeeld.be/wms?", "OGC:WMS", "Kaart van de bomen")
    + online("https://voorbeeld.be/bomen.zip", "WWW:DOWNLOAD-1.0-http--download", "Bomen", "download")
    + online("https://voorbeeld.be/over-bomen", "WWW:LINK-1.0-http--link", "Over bomen", "information")
)


def iso(
    identifier: str = "bomen-1",
    *,
    title: str = "Bomen",
    level: str = "dataset",
    onlines: str = ONLINES,
    constraints: str = CONSTRAINTS,
    parties: str = PARTIES,
    more: str = "",
) -> str:
    """Write a synthetic ISO 19139 record of a dataset."""
    return (
        f"<gmd:MD_Metadata {NAMESPACES}>{text('fileIdentifier', identifier)}"
        '<gmd:language><gmd:LanguageCode codeListValue="dut"/></gmd:language>'
        f"{code('hierarchyLevel', 'MD_ScopeCode', level)}{LOCALES}"
        "<gmd:dateStamp><gco:Date>2026-02-01</gco:Date></gmd:dateStamp>"
        "<gmd:referenceSystemInfo><gmd:MD_ReferenceSystem><gmd:referenceSystemIdentifier><gmd:RS_Identifier>"
        f"{text('code', '31370')}{text('codeSpace', 'EPSG')}</gmd:RS_Identifier>"
        "</gmd:referenceSystemIdentifier></gmd:MD_ReferenceSystem></gmd:referenceSystemInfo>"
        "<gmd:identificationInfo><gmd:MD_DataIdentification><gmd:citation><gmd:CI_Citation>"
        f"{text('title', title, FR='Arbres')}{dated('2019-03-04', 'publication')}"
        f"{dated('2026-01-05', 'revision')}</gmd:CI_Citation></gmd:citation>"
        f"{text('abstract', 'Alle bomen van de stad.', FR='Tous les arbres.')}"
        f"{parties}<gmd:resourceMaintenance><gmd:MD_MaintenanceInformation>"
        f"{code('maintenanceAndUpdateFrequency', 'MD_MaintenanceFrequencyCode', 'annually')}"
        f"</gmd:MD_MaintenanceInformation></gmd:resourceMaintenance>{KEYWORDS}{constraints}"
        '<gmd:language><gmd:LanguageCode codeListValue="dut"/></gmd:language>'
        "<gmd:topicCategory><gmd:MD_TopicCategoryCode>environment</gmd:MD_TopicCategoryCode></gmd:topicCategory>"
        f"{BOX}{more}</gmd:MD_DataIdentification></gmd:identificationInfo>"
        "<gmd:distributionInfo><gmd:MD_Distribution><gmd:distributionFormat><gmd:MD_Format>"
        f"{text('name', 'Shapefile')}</gmd:MD_Format></gmd:distributionFormat><gmd:transferOptions>"
        f"<gmd:MD_DigitalTransferOptions>{onlines}</gmd:MD_DigitalTransferOptions></gmd:transferOptions>"
        "</gmd:MD_Distribution></gmd:distributionInfo></gmd:MD_Metadata>"
    )


def service(identifier: str = "dienst-1") -> str:
    """Write a synthetic ISO 19139 record of a service."""
    return (
        f"<gmd:MD_Metadata {NAMESPACES}>{text('fileIdentifier', identifier)}"
        '<gmd:language><gmd:LanguageCode codeListValue="dut"/></gmd:language>'
        f"{code('hierarchyLevel', 'MD_ScopeCode', 'service')}<gmd:identificationInfo>"
        "<srv:SV_ServiceIdentification><gmd:citation><gmd:CI_Citation>"
        f"{text('title', 'Kaarten')}</gmd:CI_Citation></gmd:citation>"
        f"{text('abstract', 'Kaarten van de stad.')}"
        f"{PARTIES}{CONSTRAINTS}<srv:containsOperations><srv:SV_OperationMetadata><srv:connectPoint>"
        "<gmd:CI_OnlineResource><gmd:linkage><gmd:URL>https://geo.voorbeeld.be/wms?service=WMS&amp;"
        "request=GetCapabilities</gmd:URL></gmd:linkage></gmd:CI_OnlineResource></srv:connectPoint>"
        '</srv:SV_OperationMetadata></srv:containsOperations><srv:operatesOn uuidref="bomen-1"/>'
        "</srv:SV_ServiceIdentification></gmd:identificationInfo></gmd:MD_Metadata>"
    )


def results(*records: str, matched: int, following: int | str = 0) -> str:
    """Write a page of results."""
    return (
        f'<?xml version="1.0"?><csw:GetRecordsResponse {NAMESPACES}>'
        '<csw:SearchStatus timestamp="2026-03-10T08:00:00Z"/>'
        f'<csw:SearchResults numberOfRecordsMatched="{matched}" numberOfRecordsReturned="{len(records)}"'
        f' nextRecord="{following}">{"".join(records)}</csw:SearchResults></csw:GetRecordsResponse>'
    )


def capabilities(*schemas: str) -> str:
    """Write what a service says of itself."""
    values = "".join(f"<ows:Value>{schema}</ows:Value>" for schema in schemas)
    return (
        f"<csw:Capabilities {NAMESPACES}><ows:ServiceIdentification><ows:Title>Geocatalogus</ows:Title>"
        "</ows:ServiceIdentification><ows:OperationsMetadata>"
        f'<ows:Operation name="GetRecords"><ows:Parameter name="outputSchema">{values}</ows:Parameter>'
        "</ows:Operation></ows:OperationsMetadata></csw:Capabilities>"
    )


def refusal(words: str) -> str:
    return (
        f'<ows:ExceptionReport {NAMESPACES}><ows:Exception exceptionCode="InvalidParameterValue">'
        f"<ows:ExceptionText>{words}</ows:ExceptionText></ows:Exception></ows:ExceptionReport>"
    )


GMD = "http://www.isotc211.org/2005/gmd"
Asked = dict[str, str]


def csw(answer: Callable[[Asked], str | Response], asked: list[Asked]) -> Callable[[Request], Response]:
    """Play a catalogue service: ``answer`` gives the XML for the parameters of a question."""

    def handle(request: Request) -> Response:
        question = {name: values[0] for name, values in parse_qs(request.query_string.decode()).items()}
        asked.append(question)
        said = answer(question)
        return Response(said, mimetype="application/xml") if isinstance(said, str) else said

    return handle


def paged(records: list[str], **more: int) -> Callable[[Asked], str]:
    """Answer as an honest service does, ``most`` records at a time."""

    def answer(question: Asked) -> str:
        if question["request"] == "GetCapabilities":
            return capabilities(GMD)
        if question["resultType"] == "hits":
            return results(matched=len(records))
        start = int(question["startPosition"]) - 1
        rows = min(int(question["maxRecords"]), more.get("most", 1000))
        following = start + rows + 1
        return results(
            *records[start : start + rows],
            matched=len(records),
            following=following if following <= len(records) else 0,
        )

    return answer
