"""What the trials say: two tables for a reader, and one line of JSON for a program."""

from collections.abc import Iterator, Sequence

from rich.table import Table

from tests.bench.measuring import Measurement
from tests.bench.sites import ASKED
from tests.bench.trial import Trial


def per_second(datasets: int, taken: Measurement) -> float:
    return datasets / taken.wall


def cpu_ms(datasets: int, taken: Measurement) -> float:
    """Give the milliseconds of processor time for one dataset."""
    return taken.cpu * 1000 / datasets


def speeds(trials: Sequence[Trial]) -> Table:
    columns = ("harvest", "datasets", "s", "datasets/s", "CPU ms/dataset", "peak MB", "parent MB", "child MB")
    table = _table("Speed and memory", columns)
    for trial, name, taken in _harvests(trials):
        numbers = (
            f"{taken.wall:.2f}",
            f"{per_second(trial.datasets, taken):,.0f}",
            f"{cpu_ms(trial.datasets, taken):.3f}",
            *(f"{memory:.0f}" for memory in (taken.peak_mb, taken.parent_mb, taken.child_mb)),
        )
        table.add_row(name, f"{trial.datasets:,}", *numbers)
    return table


def stages(trials: Sequence[Trial]) -> Table:
    """Split each harvest over its stages, in milliseconds of wall time per dataset; stages may overlap."""
    harvests = list(_harvests(trials))
    names = list(dict.fromkeys(stage for _, _, taken in harvests for stage in taken.times.seconds))
    table = _table("Wall ms per dataset, by stage", ("harvest", "datasets", *names))
    for trial, name, taken in harvests:
        seconds = (taken.times.seconds.get(stage, 0.0) for stage in names)
        cells = (f"{each * 1000 / trial.datasets:.3f}" for each in seconds)
        table.add_row(name, f"{trial.datasets:,}", *cells)
    return table


def summary(trials: Sequence[Trial]) -> dict[str, float]:
    """Give the worst of all forms at the largest size, so that no number flatters."""
    largest = max(trial.datasets for trial in trials)
    of_size = [trial for trial in trials if trial.datasets == largest]
    found = [trial for trial in of_size if trial.form in ASKED] or of_size
    return {
        "first_per_s": round(min(per_second(largest, trial.first) for trial in found), 1),
        "unchanged_per_s": round(min(per_second(largest, trial.unchanged) for trial in found), 1),
        "cpu_ms_first": round(max(cpu_ms(largest, trial.first) for trial in found), 3),
        "cpu_ms_unchanged": round(max(cpu_ms(largest, trial.unchanged) for trial in found), 3),
        "peak_mb": round(max(taken.peak_mb for _, _, taken in _harvests(found)), 1),
        "datasets": largest,
    }


def _harvests(trials: Sequence[Trial]) -> Iterator[tuple[Trial, str, Measurement]]:
    for trial in trials:
        yield trial, f"{trial.form}, first", trial.first
        yield trial, f"{trial.form}, unchanged", trial.unchanged


def _table(title: str, columns: Sequence[str]) -> Table:
    table = Table(title=title)
    for name in columns:
        table.add_column(name, justify="left" if name == "harvest" else "right")
    return table
