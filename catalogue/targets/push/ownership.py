"""Whose entry goes to a target where two publishers have one dataset; and what came from that very portal."""

from collections.abc import Container, Iterable
from urllib.parse import urlsplit

from catalogue.likeness import Claim, Listed, duplicates, owner, traits_of
from catalogue.targets.push.offered import Offered
from catalogue.targets.push.target import Refusal

__all__ = ["came_from", "disowned"]


def came_from(offered: Offered, url: str) -> bool:
    """Tell whether an entry was harvested from the portal at this address: it is not to go back there."""
    source, target = urlsplit(offered.address), urlsplit(url)
    if not source.netloc or source.netloc.casefold() != target.netloc.casefold():
        return False
    return f"{source.path.rstrip('/')}/".startswith(f"{target.path.rstrip('/')}/")


def disowned(offered: Iterable[Offered], placed: Container[str]) -> dict[str, Refusal]:
    """Give the entries that stay behind, since another publisher's entry certainly is the same dataset.

    Of two alike, the one that was ``placed`` at the target goes on standing there.
    """
    listed: dict[str, Listed] = {}
    claims: dict[str, tuple[str, Claim]] = {}
    for one in offered:
        wanted = one.wanted
        listed[wanted.uuid] = Listed(one.source, traits_of(wanted.graph))
        fullness = wanted.graph.count(b"\n")
        # The name tells apart, in an order that is always the same, what the rules find equal.
        claim = Claim(
            source=f"{one.source} {wanted.uuid}",
            aggregator=one.aggregator,
            owning=wanted.uuid in placed,
            fullness=fullness,
        )
        claims[wanted.uuid] = (wanted.publisher, claim)
    behind: dict[str, Refusal] = {}
    for group in duplicates(listed):
        members = [claims[uuid] for uuid in group.members]
        if not group.certain or len({publisher for publisher, _ in members}) == 1:
            continue
        won = owner([claim for _, claim in members])
        winner = next(uuid for uuid in group.members if claims[uuid][1] is won.claim)
        facts = {"winner": winner, "publisher": claims[winner][0], "like": group.rule}
        rule = f"push.rule.owned-{won.reason.rpartition('.')[2]}"
        for uuid in group.members:
            if claims[uuid][0] != claims[winner][0]:
                behind.setdefault(uuid, Refusal(rule, facts))
    return behind
