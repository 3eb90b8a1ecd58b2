"""All that bears out the verdicts on some entries at a moment: one query per kind for all of them.

What somebody attested to hangs on the themes of an entry, and is handed along while it is judged.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection

from catalogue.testimony import Testimony
from catalogue.views.testimony.copies import copies_of, doubles_of
from catalogue.views.testimony.history import histories
from catalogue.views.testimony.links import seen_of

__all__ = ["testimonies"]


def testimonies(
    connection: Connection, addresses: Mapping[int, frozenset[str]], at: datetime
) -> dict[int, Testimony]:
    """Give what was known of each entry at a moment; the addresses that it names come by its key.

    At the very moment at which an entry was first seen nobody had looked for anything of it yet.
    """
    known = histories(connection, list(addresses), at)
    met = {entry: urls for entry, urls in addresses.items() if known[entry].first_seen < at}
    links = seen_of(connection, met, at)
    copies = copies_of(connection, list(met), at)
    doubles = doubles_of(connection, list(met), at)
    return {
        entry: Testimony(
            history=known[entry], links=links[entry], copies=copies[entry], duplicates=doubles[entry]
        )
        if entry in met
        else Testimony(history=known[entry])
        for entry in addresses
    }
