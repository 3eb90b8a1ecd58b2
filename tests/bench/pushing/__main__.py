"""Prove and measure a push to a real CKAN: ``OOGST_TEST_CKAN=FOLDER python -m tests.bench.pushing``.

Pushes real entries of mixed portals, plans again, changes some, kills the push over and over, and lays its
speed beside that of bare ckanapi: same bodies, same concurrency, by turns. Ends with one line of JSON.
"""

import os
import statistics
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import orjson

from catalogue.targets.push import Act, Plan
from tests.bench.pushing.killed import killed_over_and_over
from tests.bench.pushing.mixed import CATALOGUES, change, copy_of, filled, withdraw
from tests.bench.pushing.pusher import Pusher, counts, done
from tests.bench.pushing.there import CONCURRENCY, There

MISSING: Final = 2
CHANGED: Final = 25
WITHDRAWN: Final = 5
PUBLISHERS: Final = list(CATALOGUES)


def main() -> int:
    parser = ArgumentParser(
        "python -m tests.bench.pushing", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("--entries", type=int, default=500)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=6, help="of the comparison with bare ckanapi")
    parser.add_argument("--per-round", type=int, default=300)
    parser.add_argument("--part", choices=list(PARTS), action="append", help="only this (again for more)")
    wanted = parser.parse_args()
    folder, corpus = _places()
    if folder is None or corpus is None:
        return MISSING
    with TemporaryDirectory(prefix="bench-push-", ignore_cleanup_errors=True) as scratch:
        told = _all(Path(scratch), folder, corpus, wanted)
    sys.stdout.write(orjson.dumps(told).decode() + "\n")
    return 0


def _places() -> tuple[Path | None, Path | None]:
    folders = [one for one in os.environ.get("OOGST_TEST_CKAN", "").split(os.pathsep) if one]
    if not folders:
        _say("OOGST_TEST_CKAN names no folder of a running CKAN (with the files url and token)")
        return None, None
    shared = Path(os.environ.get("OOGST_SHARED_DATA", Path(__file__).parents[4] / "shared" / "data"))
    if not (shared / "corpus").is_dir():
        _say(f"the recorded catalogues are not at {shared}")
        return None, None
    return Path(folders[0]), shared / "corpus"


def _all(scratch: Path, folder: Path, corpus: Path, wanted: Namespace) -> dict[str, Any]:
    there = There.at(folder)
    _say(f"harvesting {len(PUBLISHERS)} recorded catalogues, of which {wanted.entries} entries go")
    mixed = filled(scratch, corpus, wanted.entries)
    there.have_organisations(PUBLISHERS)
    pusher = Pusher(mixed, there, PUBLISHERS)
    ids = [str(body["id"]) for body in pusher.bodies()]
    pusher.close()
    told: dict[str, Any] = {}
    for part in [PARTS[name] for name in wanted.part or PARTS]:
        there.sweep(PUBLISHERS)
        there.forget(ids)
        told |= part(mixed, folder, there, wanted)
    there.sweep(PUBLISHERS)
    there.forget(ids)
    return told


def _proof(mixed: Path, _: Path, there: There, __: Namespace) -> dict[str, Any]:
    pusher = Pusher(copy_of(mixed, "proof.db"), there, PUBLISHERS)
    first = pusher.plan()
    applied, seconds = pusher.apply(pusher.written(first))
    verified = pusher.verify()
    again = pusher.plan()
    _say(f"planned {counts(first)}, applied {done(applied)} in {seconds:.1f} s, verified {verified.equal}")
    _say(f"second plan: {counts(again)}, unchanged {again.unchanged}")
    told = {
        "planned": len(first.steps),
        "applied": done(applied),
        "verified": verified.equal,
        "second_plan": len(again.steps),
    }
    changed = _changed(pusher, there, [step.uuid for step in first.steps if step.act is Act.CREATE])
    pusher.close()
    return told | {"changes": changed}


def _changed(pusher: Pusher, there: There, uuids: list[str]) -> dict[str, int]:
    """Change, withdraw and have one altered at the portal; give the plan of that and what came of it."""
    changing, withdrawing = uuids[:CHANGED], uuids[CHANGED : CHANGED + WITHDRAWN]
    conflict = uuids[CHANGED + WITHDRAWN]
    change(pusher.database, [*changing, conflict])
    withdraw(pusher.database, withdrawing)
    there.alter(conflict)
    plan = pusher.plan()
    found = {act: {step.uuid for step in plan.steps if step.act is act} for act in Act}
    if found[Act.UPDATE] != set(changing) or found[Act.DELETE] != set(withdrawing):
        raise ValueError(f"the plan is not what was changed: {counts(plan)}")
    if found[Act.REFUSE] != {conflict}:
        raise ValueError("the conflict is not in the plan")
    applied, _ = pusher.apply(pusher.written(plan))
    _say(f"changed: planned {counts(plan)}, applied {done(applied)}, then {counts(pusher.plan())}")
    return counts(plan)


def _kills(mixed: Path, folder: Path, _: There, wanted: Namespace) -> dict[str, Any]:
    survived = killed_over_and_over(copy_of(mixed, "killed.db"), folder, wanted.kills)
    _say(f"killed: {survived}")
    return {"killed": survived._asdict()}


def _speed(mixed: Path, _: Path, there: There, wanted: Namespace) -> dict[str, Any]:
    """Push and create the same bodies by turns, each time into an emptied corner."""
    store = copy_of(mixed, "speed.db")
    bare: list[float] = []
    ours: list[float] = []
    for turn in range(wanted.rounds):
        pair = [_bare_round, _our_round] if turn % 2 else [_our_round, _bare_round]
        rates = {one.__name__: one(store, there, wanted.per_round) for one in pair}
        ours.append(rates["_our_round"])
        bare.append(rates["_bare_round"])
        _say(f"round {turn + 1}: ours {ours[-1]:.1f}/s, bare ckanapi {bare[-1]:.1f}/s")
    ratios = [mine / theirs for mine, theirs in zip(ours, bare, strict=True)]
    _say(f"at concurrency {CONCURRENCY}: ratio of each round {[round(one, 2) for one in ratios]}")
    return {
        "per_second": round(statistics.median(ours), 1),
        "ckanapi_per_second": round(statistics.median(bare), 1),
        "ratio_to_ckanapi": round(statistics.median(ratios), 2),
    }


def _our_round(store: Path, there: There, count: int) -> float:
    copied = copy_of(store, "round.db")
    pusher = Pusher(copied, there, PUBLISHERS)
    plan = pusher.plan()
    some = plan.steps[:count]
    applied, seconds = pusher.apply(pusher.written(_only(plan, count)))
    pusher.close()
    there.forget([step.uuid for step in some])
    return done(applied) / seconds


def _only(plan: Plan, count: int) -> Plan:
    return replace(plan, steps=plan.steps[:count])


def _bare_round(store: Path, there: There, count: int) -> float:
    pusher = Pusher(copy_of(store, "round.db"), there, PUBLISHERS)
    uuids = {step.uuid for step in pusher.plan().steps[:count]}
    bodies = [dict(body) for body in pusher.bodies() if body["id"] in uuids]
    pusher.close()
    seconds = there.timed(bodies)
    there.forget(sorted(uuids))
    return len(bodies) / seconds


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


PARTS: Final = {"proof": _proof, "kills": _kills, "speed": _speed}


if __name__ == "__main__":
    sys.exit(main())
