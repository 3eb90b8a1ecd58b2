"""What a portal must be able to do, so that a push to it can be planned, applied and verified.

A target knows its own portal and nothing of plans: it shapes an entry, reads what stands, and carries out one
change. Which changes there are, in what order, what is kept of them and what stops them, is the same for all.

A method that asks the portal raises one of the errors of ``catalogue.targets.push.errors`` when it cannot be
reached, will not have us or answers what cannot be understood. It does not try again by itself: who asked
decides that, since a change whose outcome is unclear has to be looked up first.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from catalogue.model import Kind

__all__ = ["Body", "Difference", "Held", "Refusal", "Target", "Wanted"]

Body = Mapping[str, Any]
"""What a portal keeps of one entry, in its own terms, as JSON can hold it."""


class Wanted(NamedTuple):
    """An entry that is to stand at a target, or a service that one lists inside itself."""

    uuid: str
    iri: str
    publisher: str
    kind: Kind
    title: str
    hash: str
    """Of its content; for an entry, that of its version."""
    graph: bytes
    """N-Triples, the catalogue record included."""
    said: str = ""
    """Hash of what goes of it, where it lists what goes by itself; else empty."""


class Held(NamedTuple):
    """Something that stands at a target."""

    remote_id: str
    """By which the target knows it."""
    uuid: str
    """Of the entry that it says it is; empty when it does not bear our mark."""
    name: str
    """Under which people find it there."""
    body: Body
    """Without what the portal counts or dates by itself; the same, however it came to be read."""
    stamp: str
    """Differs whenever it was altered there, by whomever; empty where a target tells no such thing."""


class Difference(NamedTuple):
    """What an update alters, or what a portal made of what it was given."""

    field: str
    """In the portal's terms: ``title``, ``resources[2].format``."""
    before: Any
    after: Any


class Refusal(NamedTuple):
    """Why an entry cannot go to a target: a key of the message catalogue, and its facts."""

    key: str
    facts: Mapping[str, object]


class Target(Protocol):
    """A portal, reached with the rights that it was configured with. Several threads may use it at once."""

    @property
    def name(self) -> str:
        """As its configuration calls it."""

    @property
    def apart(self) -> bool:
        """Tell whether a service that an entry lists inside itself is a record of its own there.

        As it is in our feed. Where it is none, it goes with its entry or not at all.
        """

    def identity(self) -> str:
        """Tell one portal, with its database, from every other: a plan holds for one only."""

    def ready(self, publishers: Collection[str]) -> Sequence[Refusal]:
        """List what keeps it from taking anything of these publishers: rights, organisations, schema."""

    def shape(self, wanted: Wanted) -> Body | Refusal:
        """Give what the portal is to keep of an entry. Pure: equal entries, equal bodies."""

    def name_of(self, body: Body) -> str:
        """Give the name that a body asks for; empty where the portal gives names itself."""

    def ours(self) -> Iterator[Held]:
        """Give all that bears our mark."""

    def in_the_way(self, bodies: Sequence[Body]) -> Mapping[str, Held]:
        """Give what is not ours and has a name that one of these needs, by that name."""

    def merged(self, body: Body, held: Held) -> Body:
        """Give what to send so that what stands becomes ``body``, names of the portal kept. Pure."""

    def differences(self, body: Body, held: Held) -> Sequence[Difference]:
        """List how what stands is not ``body``, leaving out what the portal is known to rewrite. Pure."""

    def create(self, body: Body) -> Held:
        """Have it stand. Doing so twice leaves one."""

    def update(self, body: Body, held: Held) -> Held:
        """Have what stands become ``body``, merged already. Raises EntryAlteredError when altered since."""

    def delete(self, held: Held) -> None:
        """Have it stand no longer; what is gone already is no error. Raises EntryAlteredError, as update."""

    def find(self, uuid: str, *, remote_id: str = "", name: str = "") -> Held | None:
        """Look up what bears our mark for an entry, with our rights; empty is what is not known of it.

        Of the portal itself, not of an index that lags: it settles what became of a call.
        """

    def read(self, remote_id: str) -> Held | None:
        """Read one thing as the portal gives it to the public."""
