"""An observation as JSON, the form in which it is kept, exported and read back."""

from functools import cache

from pydantic import TypeAdapter

from catalogue.testimony.observation import Observation

__all__ = ["read_observation", "write_observation"]


def write_observation(one: Observation) -> bytes:
    """Write it without what it does not have."""
    return _form().dump_json(one, exclude_defaults=True)


def read_observation(text: bytes) -> Observation:
    """Read one back. Raises pydantic's ValidationError on what is none."""
    return _form().validate_json(text)


@cache
def _form() -> TypeAdapter[Observation]:
    return TypeAdapter(Observation)
