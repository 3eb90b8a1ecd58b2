"""The right to be the only one who does a thing: taken, renewed in the background, given back.

Who cannot prove that the lease is still theirs behaves as if it is lost, before another may take it.
"""

from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread
from time import monotonic
from typing import Protocol

from catalogue.errors import StoreError

__all__ = ["Lease", "LeaseKeeper"]


class LeaseKeeper(Protocol):
    """Who keeps leases: :class:`catalogue.store.Leases`, or a test."""

    def take(self, name: str, holder: str, seconds: float) -> bool:
        """Take the lease when it is free or has run out; tell whether it is ours."""

    def renew(self, name: str, holder: str, seconds: float) -> bool:
        """Keep our lease for another ``seconds``; tell whether it still was ours."""

    def release(self, name: str, holder: str) -> None:
        """Give our lease back; nothing happens when it is not ours."""


class Lease:
    """One lease and the thread that keeps it."""

    def __init__(
        self, leases: LeaseKeeper, name: str, holder: str, seconds: float, on_lost: Callable[[], None]
    ) -> None:
        self.lost = False
        self._leases = leases
        self._name = name
        self._holder = holder
        self._seconds = seconds
        self._on_lost = on_lost
        self._done = Event()
        self._keeper = Thread(target=self._keep, name=f"lease {name}", daemon=True)

    def take(self) -> bool:
        """Take the lease and keep it from now on; tell whether that worked."""
        if not self._leases.take(self._name, self._holder, self._seconds):
            return False
        self._keeper.start()
        return True

    def release(self) -> None:
        """Stop keeping the lease and give it back; nothing happens when it was never taken."""
        if self._keeper.ident is None:
            return
        self._done.set()
        self._keeper.join()
        with suppress(StoreError):  # a lease that cannot be given back runs out by itself
            self._leases.release(self._name, self._holder)

    def _keep(self) -> None:
        pause = self._seconds / 6
        ends = monotonic() + self._seconds
        while not self._done.wait(pause):
            asked = monotonic()
            held = self._renewed()
            another_try = monotonic() + pause + (monotonic() - asked)
            if held:
                ends = asked + self._seconds
            elif held is False or another_try >= ends:
                self.lost = True
                self._on_lost()
                return

    def _renewed(self) -> bool | None:
        """Tell whether the lease is ours; None when the store cannot say now."""
        try:
            return self._leases.renew(self._name, self._holder, self._seconds)
        except StoreError:
            return None
