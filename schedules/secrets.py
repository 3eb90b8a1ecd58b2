"""Where a secret is found: the environment or the keyring of the machine, read when it is needed."""

import os
from collections.abc import Callable

from catalogue.errors import UsageError

__all__ = ["secret_at"]


def secret_at(reference: str, target: str) -> Callable[[], str]:
    """Give what reads ``env:NAME`` or ``keyring:SERVICE/USER``. That raises UsageError where nothing is."""
    kind, _, place = reference.partition(":")
    if kind == "env":
        return lambda: _from_environment(place, target)
    service, _, user = place.partition("/")
    return lambda: _from_keyring(service, user, target)


def _from_environment(name: str, target: str) -> str:
    found = os.environ.get(name, "").strip()
    if not found:
        raise UsageError("targets.no-variable", name=name, target=target)
    return found


def _from_keyring(service: str, user: str, target: str) -> str:
    import keyring  # noqa: PLC0415  slow to import, and few targets need it
    from keyring.errors import KeyringError  # noqa: PLC0415  idem

    try:
        found = keyring.get_password(service, user)
    except KeyringError as error:
        detail = type(error).__name__
        raise UsageError(
            "targets.no-keyring", service=service, user=user, target=target, detail=detail
        ) from None
    if not found:
        raise UsageError("targets.not-in-keyring", service=service, user=user, target=target)
    return found
