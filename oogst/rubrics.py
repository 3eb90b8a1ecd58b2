"""The rubric that is meant: a version of the house, a file or folder of one's own, one that judged before."""

from functools import cache
from pathlib import Path

from ruamel.yaml.error import YAMLError
from sqlalchemy import Connection, select

from catalogue.charter import Rubric, load_rubric, read_rubric, rubric_text, versions
from catalogue.errors import UsageError
from catalogue.store import tables as t
from catalogue.store.assessments import rubric_kept
from oogst.settings import settings

__all__ = ["find_rubric", "rubric_in_force"]


def rubric_in_force() -> Rubric:
    """Give the rubric by which this installation judges."""
    return _in_force(settings().rubric)


@cache
def _in_force(chosen: str) -> Rubric:
    return find_rubric(chosen) if chosen else load_rubric()


def find_rubric(wanted: str, connection: Connection | None = None) -> Rubric:
    """Find a rubric by version, place, or (with a store) the version of one that judged something.

    Raises UsageError where there is none, and with every mistake of one that cannot be used.
    """
    if wanted in versions():
        return load_rubric(wanted)
    place = Path(wanted)
    if place.exists():
        return _read(place)
    text = _kept(connection, wanted) if connection is not None else None
    if text is not None:
        return read_rubric(text, wanted)
    raise UsageError("history.no-rubric", wanted=wanted, known=", ".join(versions()))


def _read(place: Path) -> Rubric:
    try:
        return read_rubric(rubric_text(place), place.name)
    except YAMLError as error:
        mistakes = " ".join(str(error).split())
        raise UsageError("rubric.invalid", page=place.name, mistakes=mistakes) from error
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("rubric.invalid", page=place.name, mistakes=str(error)) from error


def _kept(connection: Connection, version: str) -> str | None:
    """Give the text of the newest rubric of that version that judged something here."""
    r = t.rubric.c
    query = select(r.sha256).where((r.version == version) | (r.sha256 == version))
    digest = connection.execute(query.order_by(r.first_used.desc()).limit(1)).scalar()
    return rubric_kept(connection, digest) if digest else None
