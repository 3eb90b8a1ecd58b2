"""Principle 12, the web as the first place of publication: what the declared addresses promise."""

from catalogue.charter.case import Case, Offer
from catalogue.charter.rubric import Level
from catalogue.charter.rules.registry import NoParameters, rule
from catalogue.charter.verdict import Outcome, Ruling
from catalogue.model import DataService

__all__ = ["direct_download", "https"]


@rule(Level.DISTRIBUTION, looks_at="doors")
def https(_: Case, offer: Offer, __: NoParameters) -> Ruling:
    """Look at the scheme only; whether the encryption holds is not observed."""
    scheme = offer.url.partition(":")[0].casefold()
    match scheme:
        case "https":
            return Ruling(Outcome.PASS, "https", {"scheme": scheme})
        case "http":
            return Ruling(Outcome.PARTIAL, "http", {"scheme": scheme})
        case "":
            return Ruling(Outcome.UNKNOWN, "no-address", {"scheme": None})
        case _:
            return Ruling(Outcome.FAIL, "other-scheme", {"scheme": scheme})


@rule(Level.DISTRIBUTION)
def direct_download(case: Case, offer: Offer, _: NoParameters) -> Ruling:
    thing, formats = offer.thing, case.rubric.formats
    if isinstance(thing, DataService):
        return Ruling(Outcome.PARTIAL, "service-only", {"download": False})
    code = formats.code(thing.format, thing.media_type)
    observed = {"download": bool(thing.download_url), "format": code or None}
    if thing.download_url:
        return Ruling(Outcome.PASS, "download-declared", observed)
    if code in formats.pages or thing.access_url in case.entry.resource.landing_pages:
        return Ruling(Outcome.FAIL, "page-only", observed, ("download",))
    if code:
        return Ruling(Outcome.PARTIAL, "address-may-be-file", observed, ("download",))
    return Ruling(Outcome.UNKNOWN, "address-says-nothing", observed)
