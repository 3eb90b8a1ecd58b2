"""The pages as HTML: Jinja2 escapes whatever is put in, so that no text of a source becomes mark-up.

Every label stands there in Dutch and in English, since a dataset should have one address and not one per
language. A page needs no script, and of the folder only its style sheet. It is never well-formed XML, which
the Flemish platform would take for a catalogue without records.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from catalogue.graph import Member
from catalogue.messages import LANGUAGES, say
from catalogue.model import Text
from catalogue.targets.site.facts import Row, entry_rows
from catalogue.targets.site.facts import files as files_of
from catalogue.targets.site.node import Node, Said, best
from catalogue.targets.site.schema_org import described, script

__all__ = [
    "Context",
    "Gone",
    "Listed",
    "edition",
    "entry_page",
    "gone_page",
    "index_page",
    "publisher_page",
    "style",
]

ROOT: Final = "../../../"
"""From the page of an entry to the folder."""


class Context(NamedTuple):
    """What all pages of a publisher share."""

    publisher: str
    """Short name."""
    title: str
    catalogue: dict[str, Any]
    """The catalogue in the words of schema.org."""
    titles: dict[str, str]
    """Of the entries that have a page, by IRI."""

    @property
    def base(self) -> str:
        """Give the base of all our names, from that of the catalogue."""
        return str(self.catalogue["@id"]).partition("/id/catalogus/")[0]


class Listed(NamedTuple):
    """One line of a list: an entry of a publisher, or a publisher."""

    title: str
    link: str
    kind: str = ""
    entries: int = 0
    changed: str = ""


class Gone(NamedTuple):
    """An entry that was published once, and is not any more."""

    iri: str
    kind: str
    title: str
    withdrawn_at: datetime | None
    """None when it stands, but is held back."""
    replaced_by: str
    """IRI of the entry that it turned out to be."""


def entry_page(said: Said, member: Member, context: Context) -> bytes:
    resource = Node(said, member.iri)
    titles, texts = resource.texts("dct:title"), resource.texts("dct:description")
    return _rendered(
        "entry.html.j2",
        iri=member.iri,
        uuid=member.iri.rpartition("/")[2],
        kind=str(member.kind),
        title=best(titles),
        other_titles=_others(titles),
        description=best(texts),
        other_descriptions=_others(texts),
        files=files_of(resource),
        rows=entry_rows(resource, Node(said, member.record_iri), context.titles),
        data=Markup(script(described(resource, member, context.catalogue))),  # noqa: S704  script() leaves no sign that HTML knows
        context=context,
        root=ROOT,
    )


def gone_page(gone: Gone, context: Context) -> bytes:
    """Write what stays of an entry that was withdrawn: that it was, when, and where to go."""
    day = gone.withdrawn_at.date().isoformat() if gone.withdrawn_at else ""
    elsewhere = "../../" + "/".join(gone.replaced_by.rsplit("/", 3)[1:]) + ".html" if gone.replaced_by else ""
    return _rendered("gone.html.j2", gone=gone, day=day, elsewhere=elsewhere, context=context, root=ROOT)


def publisher_page(
    context: Context, listed: Sequence[Listed], *, number: int, pages: int, entries: int, changed: str
) -> bytes:
    """Write one page of the list of a publisher; the first also says where its feeds are."""
    return _rendered(
        "publisher.html.j2",
        context=context,
        listed=listed,
        number=number,
        pages=pages,
        entries=entries,
        changed=changed,
        root="../",
    )


def index_page(listed: Sequence[Listed]) -> bytes:
    return _rendered("index.html.j2", listed=listed, root="")


def style() -> bytes:
    return files(__package__).joinpath("templates", "oogst.css").read_bytes()


@cache
def edition() -> str:
    """Tell the edition of the templates: another one makes all pages anew."""
    folder = files(__package__).joinpath("templates")
    parts = sorted((one.name, one.read_bytes()) for one in folder.iterdir() if one.name.endswith(".j2"))
    return sha256(b"\0".join(name.encode() + text for name, text in parts)).hexdigest()


def _others(texts: Sequence[Text]) -> list[Text]:
    chosen = best(list(texts))
    return [text for text in texts if text != chosen]


def _rendered(template: str, **facts: object) -> bytes:
    return _environment().get_template(template).render(**facts).encode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("catalogue.targets.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {"both": both, "page_link": page_link, "say": say, "written": written}
    return environment


@lru_cache(maxsize=10_000)
def written(row: Row) -> Markup:
    """Write a row of a page: a publisher, a licence, a theme stand alike on thousands of pages."""
    macros: Any = _environment().get_template("parts.html.j2").module
    made: Markup = macros.row(row)
    return made


@lru_cache(maxsize=1024)
def both(key: str, day: str = "") -> Markup:
    """Say something in both languages, each marked as what it is."""
    dutch, english = (say(key, language, day=day) for language in LANGUAGES)
    if dutch == english:
        return escape(dutch)
    return Markup('{} <span class="en" lang="en">{}</span>').format(dutch, english)


def page_link(number: int) -> str:
    """Name the file of a page of a list."""
    return "index.html" if number == 1 else f"list-{number}.html"
