"""``oogst source add``: a publisher's file from six answers, checked before it is written."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Final

import typer

from catalogue.errors import SourceError, UsageError
from catalogue.model import Protocol
from harvester.detect import Candidate, protocol_of_address, survey
from oogst.cli.console import bar, screen_language, tell
from oogst.cli.options import SchedulesFolder
from oogst.cli.source import answers
from oogst.cli.source.answers import CADENCE, CODE, CONTACT, HOMEPAGE, NAME, URL, Codes, Contact, Named
from oogst.cli.source.questions import ask
from oogst.installation import crawling
from oogst.settings import settings
from schedules import PublisherDraft, SourceDraft, find_municipality, load_publisher, publisher_text

__all__ = ["command"]

FOLDER: Final = Path("schedules")
"""Where files go when neither option nor setting says so."""
Words = str | None


def command(  # noqa: PLR0917  one parameter per option
    name: Annotated[Words, typer.Argument(help="help.source.name", metavar="[NAME]")] = None,
    code: Annotated[Words, typer.Option("--code", help="help.source.code", metavar="CODE")] = None,
    contact: Annotated[
        Words, typer.Option("--contact", help="help.source.contact", metavar="MAIL_OR_PAGE")
    ] = None,
    homepage: Annotated[Words, typer.Option("--homepage", help="help.source.homepage", metavar="URL")] = None,
    url: Annotated[Words, typer.Option("--url", help="help.source.url", metavar="URL")] = None,
    cadence: Annotated[
        Words, typer.Option("--cadence", help="help.source.cadence", metavar="HOUR_OR_CRON")
    ] = None,
    protocol: Annotated[
        str, typer.Option("--protocol", help="help.source.protocol", metavar="PROTOCOL")
    ] = "",
    offline: Annotated[bool, typer.Option("--offline", help="help.source.offline")] = False,  # noqa: FBT002
    only_print: Annotated[bool, typer.Option("--print", help="help.source.print")] = False,  # noqa: FBT002
    allow_private: Annotated[bool, typer.Option("--allow-private", help="help.allow-private")] = False,  # noqa: FBT002
    schedules: SchedulesFolder = None,
) -> None:
    folder = schedules or settings().schedules or FOLDER
    who = ask(NAME, name, answers.named, Named(""))
    draft = _draft(who, _codes(who, code))
    if not only_print:
        _refuse_known(folder, draft.name)
    reach = ask(CONTACT, contact, answers.contact, Contact())
    home = ask(HOMEPAGE, homepage, answers.address, "")
    chosen = answers.protocol(protocol) if protocol else None

    def found(typed: str) -> SourceDraft | None:
        return _source(typed, chosen, offline=offline, allow_private=allow_private)

    draft = replace(
        draft, email=reach.email, page=reach.page, homepage=home, source=ask(URL, url, found, None)
    )
    _give(_completed(draft, code, contact, cadence), folder, only_print=only_print)


def _codes(who: Named, code: Words) -> Codes:
    """Ask for a code where the name brings none along; one that is another's is refused."""
    place = who.municipality
    if place and code is None:
        return Codes()
    found = ask(CODE, code, answers.codes, Codes(), hint=answers.hint(who))
    if place and (
        (found.nis or place.nis) != place.nis or (place.ovo and (found.ovo or place.ovo) != place.ovo)
    ):
        raise UsageError("source.other-code", name=place.name, nis=place.nis, ovo=place.ovo or "-")
    return found


def _draft(who: Named, codes: Codes) -> PublisherDraft:
    place = who.municipality or find_municipality(codes.nis or codes.ovo)
    ovo = codes.ovo or (place.ovo if place else "")
    nis = codes.nis or (place.nis if place else "")
    return PublisherDraft(title=who.title, municipality=place, ovo=ovo, kbo=codes.kbo, nis=nis)


def _completed(draft: PublisherDraft, code: Words, contact: Words, cadence: Words) -> PublisherDraft:
    """Ask for what only a publisher with a source must have: organisation, contact, moment."""
    source = draft.source
    if source is None:
        return draft
    if not (draft.ovo or draft.kbo):
        found = ask(CODE, code, answers.organisation, Codes(), hint="")
        draft = replace(draft, ovo=found.ovo, kbo=found.kbo)
    if not (draft.email or draft.page):
        reach = ask(replace(CONTACT, needed=True), contact, answers.contact, Contact())
        draft = replace(draft, email=reach.email, page=reach.page)
    when = ask(CADENCE, cadence, lambda typed: answers.cadence(typed, source.url), "")
    return replace(draft, source=replace(source, cadence=when))


def _source(typed: str, chosen: Protocol | None, *, offline: bool, allow_private: bool) -> SourceDraft:
    """Make a source of an address: by what it answers, or offline by what was said of it."""
    address = answers.address(typed)
    if offline:
        protocol = chosen or protocol_of_address(address)
        if protocol is None:
            raise UsageError("source.which-protocol", url=address)
        return SourceDraft(protocol=protocol, url=address)
    found = _detected(address, chosen, allow_private=allow_private)
    return SourceDraft(protocol=found.protocol, url=found.url)


def _detected(address: str, chosen: Protocol | None, *, allow_private: bool) -> Candidate:
    with bar(address):
        found = survey(address, settings=crawling(), allow_private=allow_private)
    if found.failure:
        raise found.failure
    fit = [one for one in found.candidates if chosen in {None, one.protocol}]
    if not fit:
        known = ", ".join(dict.fromkeys(str(one.protocol) for one in found.candidates))
        raise SourceError("source.other-protocol", url=address, value=str(chosen), known=known)
    software = screen_language().say(f"detect.software.{fit[0].software}")
    tell("source.add.recognised", software=software, protocol=str(fit[0].protocol), url=fit[0].url)
    return fit[0]


def _refuse_known(folder: Path, name: str) -> None:
    """Refuse a publisher that the folder has already: its file may hold what nobody else knows."""
    for file in (folder / f"{name}.yaml", folder / f"{name}.yml"):
        if file.exists():
            raise UsageError("source.exists", file=file, name=name)


def _give(draft: PublisherDraft, folder: Path, *, only_print: bool) -> None:
    text = publisher_text(draft)
    _check(text, draft.name)
    if only_print:
        typer.echo(text, nl=False)
        return
    file = folder / f"{draft.name}.yaml"
    _write(text, file, draft.name)
    tell("source.add.written", file=file)
    tell("source.add.next" if draft.source else "source.add.next-without", name=draft.name, folder=folder)


def _check(text: str, name: str) -> None:
    """Load what would be written; UsageError when it is not sound."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"{name}.yaml"
        file.write_text(text, encoding="utf-8")
        load_publisher(file)


def _write(text: str, file: Path, name: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        new = file.open("x", encoding="utf-8")
    except OSError as error:
        key = "source.exists" if file.exists() else "source.not-written"
        raise UsageError(key, file=file, name=name, detail=error.strerror or error) from error
    with new:
        new.write(text)
