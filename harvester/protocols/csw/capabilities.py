"""What a catalogue service says of itself: its name, whose it is, and the forms that it writes records in."""

from collections.abc import Iterable
from typing import Any, Final

from catalogue.errors import SourceError
from catalogue.model import Content
from harvester.protocols.csw.queries import GMD
from harvester.protocols.csw.xml import local_name, words

__all__ = ["chosen_schema", "described", "offered_schemas", "refusal"]

PREFERRED: Final = (
    GMD,
    "http://standards.iso.org/iso/19115/-3/mdb/2.0",
    "http://standards.iso.org/iso/19115/-3/mdb/1.0",
    "https://semiceu.github.io/DCAT-AP/releases/2.2.0-hvd/",
    "http://data.europa.eu/930/",
    "http://data.europa.eu/r5r/",
    "http://www.w3.org/ns/dcat#",
)
"""ISO first: GeoNetwork makes its DCAT from it, and leaves out licences, roles and languages on the way."""
XLINK: Final = "{http://www.w3.org/1999/xlink}href"


def refusal(root: Any, url: str) -> SourceError | None:  # noqa: ANN401 -- an lxml element
    """Give the refusal in an exception report, in the words of the server; None for any other answer."""
    if local_name(root) not in {"ExceptionReport", "ServiceExceptionReport"}:
        return None
    said = [" ".join(" ".join(text.itertext()).split()) for text in root.iter("{*}ExceptionText")]
    codes = [code for one in root.iter("{*}Exception") if (code := one.get("exceptionCode"))]
    detail = "; ".join([*codes, *filter(None, said)]) or " ".join(" ".join(root.itertext()).split())
    return SourceError("harvester.refused-by-portal", url=url, detail=detail[:500])


def offered_schemas(root: Any) -> list[str]:  # noqa: ANN401 -- idem
    """List the forms in which the service writes records; empty where it does not say."""
    return [
        value.text.strip()
        for operation in root.iter("{*}Operation")
        if operation.get("name") == "GetRecords"
        for parameter in operation.iter("{*}Parameter")
        if (parameter.get("name") or "").lower() == "outputschema"
        for value in parameter.iter("{*}Value")
        if value.text and value.text.strip()
    ]


def chosen_schema(part: str, offered: Iterable[str], url: str) -> str:
    """Choose: what the publisher's file asks for, else ISO, else DCAT.

    Raises SourceError, naming what there is, where none of these is offered.
    """
    there = {_bare(schema): schema for schema in offered}
    if not there:
        return part or GMD
    for wanted in (part,) if part else PREFERRED:
        if _bare(wanted) in there:
            return there[_bare(wanted)]
    raise SourceError("harvester.no-such-part", url=url, detail=", ".join(there.values())[:500])


def _bare(schema: str) -> str:
    return schema.strip().rstrip("/#")


def described(root: Any) -> Content:  # noqa: ANN401 -- an lxml element
    """Give what the service says of itself and of its provider, under the names that it uses."""
    contact = "{*}ServiceProvider/{*}ServiceContact/"
    address = contact + "{*}ContactInfo/{*}Address/"
    found = {
        "title": words(root, "{*}ServiceIdentification/{*}Title"),
        "abstract": words(root, "{*}ServiceIdentification/{*}Abstract"),
        "fees": words(root, "{*}ServiceIdentification/{*}Fees"),
        "accessConstraints": words(root, "{*}ServiceIdentification/{*}AccessConstraints"),
        "providerName": words(root, "{*}ServiceProvider/{*}ProviderName"),
        "providerSite": _link(root, "{*}ServiceProvider/{*}ProviderSite"),
        "individualName": words(root, contact + "{*}IndividualName"),
        "electronicMailAddress": words(root, address + "{*}ElectronicMailAddress"),
    }
    return {name: value for name, value in found.items() if value}


def _link(root: Any, path: str) -> str:  # noqa: ANN401 -- idem
    found = root.find(path)
    return (found.get(XLINK) or "").strip() if found is not None else ""
