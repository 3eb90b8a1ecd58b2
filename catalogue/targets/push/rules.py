"""What becomes of one entry at a target, and which rule decides. Pure: nothing is asked, nothing is kept.

Law: unknown is not gone. A thing is deleted only where it bears our mark, we know that we had it put there,
and the entry is withdrawn with a reason. What somebody else altered there is not written over unasked.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from catalogue.targets.push.fingerprint import fingerprint
from catalogue.targets.push.offered import Fate
from catalogue.targets.push.plan import Act, Placement, Step
from catalogue.targets.push.settings import Care
from catalogue.targets.push.target import Body, Difference, Held, Refusal, Wanted

__all__ = ["Known", "altered_since", "as_step", "because", "decide", "evident"]

Compare = Callable[[Body, Held], Sequence[Difference]]
ASKED: Final = "ask"
THEIRS: Final = "theirs-stay"


class Known(NamedTuple):
    """All that is known of one entry at the moment of planning."""

    uuid: str
    wanted: Wanted | None = None
    """It is published."""
    body: Body | None = None
    refusal: Refusal | None = None
    """Why it may or can not go."""
    held: Held | None = None
    placed: Placement | None = None
    fate: Fate | None = None
    """Of what is not published; None: the store never knew it."""


def decide(known: Known, differences: Compare, care: Care) -> Step | None:
    """Give the step of an entry; None when it stands as it should and nothing is to be remembered."""
    if known.wanted is None:
        return _not_wanted(known, care)
    if known.refusal is not None or known.body is None:
        refusal = known.refusal or Refusal("push.rule.no-body", {})
        return as_step(known, Act.REFUSE, refusal.key, refusal.facts)
    if known.held is None:
        return _absent(known, care)
    return _standing(known, known.body, known.held, differences, care)


def _absent(known: Known, care: Care) -> Step:
    """Nothing of it stands: new, or taken away there by somebody else."""
    return (
        as_step(known, Act.CREATE) if known.placed is None else _conflict(known, Act.CREATE, "removed", care)
    )


def _standing(known: Known, body: Body, held: Held, differences: Compare, care: Care) -> Step | None:
    placed = known.placed
    same = placed is not None and placed.sent == fingerprint(body)
    edited = placed is not None and altered_since(placed, held)
    if same and placed is not None and not edited:
        return None if placed.stamp == held.stamp else as_step(known, Act.ADOPT, "push.rule.touched")
    found = tuple(differences(body, held))
    if not found:
        return as_step(known, Act.ADOPT, _why_adopted(known, edited=edited))
    if placed is None:
        return as_step(known, Act.UPDATE, "push.rule.adopted-update", differences=found)
    if not edited:
        return as_step(known, Act.UPDATE, differences=found)
    return _conflict(known, Act.UPDATE, "edited", care, found)


def _why_adopted(known: Known, *, edited: bool) -> str:
    if known.placed is None:
        return "push.rule.adopted"
    return "push.rule.touched" if edited else "push.rule.equal"


def _not_wanted(known: Known, care: Care) -> Step | None:
    held, placed, fate = known.held, known.placed, known.fate
    if held is None:
        gone = placed is not None and evident(fate)
        return as_step(known, Act.FORGET, "push.rule.gone-there") if gone else None
    stays = _why_kept(fate, care)
    if stays or fate is None:
        return as_step(known, Act.KEEP, stays)
    if placed is None:
        return as_step(known, Act.ADOPT, "push.rule.adopted-withdrawn")
    if altered_since(placed, held):
        return _conflict(known, Act.DELETE, "withdrawn-edited", care)
    return as_step(known, Act.DELETE, *because(fate))


def _why_kept(fate: Fate | None, care: Care) -> str:
    """Give the rule by which what is not published stays there none the less; empty where it is to go."""
    if fate is None:
        return "push.rule.stranger"
    if fate.withdrawn_at is None:
        return "push.rule.unpublished" if care.unpublished == "keep" else ""
    return "" if evident(fate) else "push.rule.no-evidence"


def _conflict(
    known: Known, act: Act, name: str, care: Care, differences: tuple[Difference, ...] = ()
) -> Step:
    """Decide what was altered at the target since our last write, by the rule of the target."""
    facts = {"since": known.placed.at.date().isoformat()} if known.placed else {}
    if care.conflict == ASKED:
        return as_step(known, Act.REFUSE, f"push.rule.{name}-ask", facts, differences)
    if care.conflict == THEIRS:
        return as_step(known, Act.KEEP, f"push.rule.{name}-theirs", facts, differences)
    return as_step(known, act, f"push.rule.{name}-ours", facts, differences)


def altered_since(placed: Placement, held: Held) -> bool:
    """Tell whether what stands is not what stood after our last write."""
    if placed.remote_id != held.remote_id:
        return True
    if held.stamp and placed.stamp == held.stamp:
        return False
    return placed.stood != fingerprint(held.body)


def evident(fate: Fate | None) -> bool:
    """Tell whether an entry is withdrawn, and for a reason that was written down."""
    return fate is not None and fate.withdrawn_at is not None and bool(fate.why)


def because(fate: Fate) -> tuple[str, Mapping[str, object]]:
    """Give the rule by which what is not published goes, with its facts."""
    if fate.withdrawn_at is None:
        return "push.rule.unpublished-delete", {}
    facts = {"at": fate.withdrawn_at.date().isoformat(), "by": fate.by, "note": fate.note}
    return f"push.rule.withdrawn-{fate.why}", facts | {"replaced_by": fate.replaced_by}


def as_step(
    known: Known,
    act: Act,
    rule: str = "",
    facts: Mapping[str, object] | None = None,
    differences: tuple[Difference, ...] = (),
) -> Step:
    """Write down what is known of an entry and what becomes of it."""
    held, about = known.held, known.wanted or known.fate
    return Step(
        act=act,
        uuid=known.uuid,
        publisher=about.publisher if about else "",
        kind=str(about.kind) if about else "",
        title=about.title if about else (held.name if held else ""),
        rule=rule,
        facts=facts or {},
        remote_id=held.remote_id if held else "",
        name=held.name if held else "",
        stamp=held.stamp if held else "",
        stood=fingerprint(held.body) if held else "",
        version=known.wanted.hash if known.wanted else "",
        body=fingerprint(known.body) if known.body is not None else "",
        differences=differences,
    )
