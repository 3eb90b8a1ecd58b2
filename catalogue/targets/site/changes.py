"""Atom of changes: the newest of what happened, for whoever follows by mail or in a reader.

It is a window, not an archive: the stream of events holds everything that ever happened, in pages that do not
change, and a second archive could only differ from it.
"""

from typing import Final

from sqlalchemy import Connection

from catalogue.messages import say
from catalogue.targets.events.happening import moment
from catalogue.targets.site.atom import AtomEntry, AtomFeed, atom
from catalogue.targets.site.place import Place
from catalogue.views.changes import ChangeView, newest_changes

__all__ = ["ALL", "NEWEST", "write_changes"]

NEWEST: Final = 200
"""Changes in a feed."""
ALL: Final = "all"
MOST_NAMED: Final = 20
"""Properties of one change that are named."""


def write_changes(
    place: Place, publisher: str | None, author: str, base: str, *, connection: Connection
) -> None:
    """Write the changes of a publisher, or of all together, where there are any.

    ``author`` is what the publisher, or the whole, is called.
    """
    changes = newest_changes(connection, publisher, NEWEST)
    if not changes:
        return
    own = f"{publisher}/" if publisher else ""
    stream = f"{base}/{publisher or ALL}/events/index.trig"
    feed = AtomFeed(
        id=f"{base}/{own}changes.atom",
        title=say("site.changes-of", "nl", title=author),
        author=author,
        address=f"{base}/{own}changes.atom",
        links=[
            ("alternate", "text/html", f"{base}/{own}index.html"),
            ("related", "application/trig", stream),
        ],
        entries=[_entry(change) for change in changes],
    )
    place.put(f"{own}changes.atom", atom(feed))


def _entry(change: ChangeView) -> AtomEntry:
    """Tell of one change, under the name that it has in the stream too."""
    named = ", ".join(change.properties[:MOST_NAMED])
    more = len(change.properties) - MOST_NAMED
    what = [_both(f"site.verb.{change.verb.lower()}"), named + (f" (+{more})" if more > 0 else "")]
    return AtomEntry(
        id=f"{change.iri}/{moment(change.at)}",
        title=change.title or change.iri,
        updated=change.at,
        link=f"{change.iri}.html",
        summary=": ".join(part for part in what if part),
        categories=[change.verb],
        author=change.publisher,
    )


def _both(key: str) -> str:
    return f"{say(key, 'nl')} / {say(key, 'en')}"
