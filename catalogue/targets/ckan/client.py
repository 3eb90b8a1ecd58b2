"""Calling a CKAN: ckanapi with time-outs and a session per thread, its failures told apart.

What the portal could not answer (a broken connection, 408, 429, 5xx) is told as such, with how long it asks
to be left alone; whoever asked tries again, after a look at what became of it.
"""

import threading
from collections.abc import Mapping
from typing import Any, Final

import requests
from ckanapi import RemoteCKAN

from catalogue.errors import TargetError
from catalogue.targets.ckan.answers import REFUSALS, refused
from catalogue.targets.ckan.settings import CkanSettings
from catalogue.targets.push import EntryRefusedError, TargetBusyError
from catalogue.targets.push.patience import NOT_DONE, NOT_NOW, asked_wait
from catalogue.version import PRODUCT

__all__ = ["Client"]

AGENT: Final = f"{PRODUCT} (open data catalogue publisher)"
TOO_LARGE: Final = 413
FIRST_ERROR_OF_SERVER: Final = 500
INDEXING: Final = '"Search Index Error"'
"""A 500 that will be one again: the dataset cannot be indexed."""


class _Caller(RemoteCKAN):  # type: ignore[misc] # ckanapi has no types
    """RemoteCKAN that keeps apart what nobody can tell the outcome of."""

    def _request_fn(
        self,
        url: str,
        data: bytes,
        headers: dict[str, str],
        files: Any,  # noqa: ANN401 -- as ckanapi has it
        requests_kwargs: dict[str, Any],
    ) -> tuple[int, str]:
        answer = _answered(
            self.session,
            url,
            data=data,
            headers=headers,
            files=files,
            allow_redirects=False,
            **requests_kwargs,
        )
        status, text = answer.status_code, str(answer.text)
        action = url.rpartition("/")[2]
        if status in NOT_NOW or (status >= FIRST_ERROR_OF_SERVER and INDEXING not in text):
            raise TargetBusyError(
                "ckan-target.unavailable",
                after=asked_wait(answer.headers),
                unclear=status not in NOT_DONE,
                portal=self.address,
                action=action,
                status=status,
            )
        if status == TOO_LARGE:
            raise EntryRefusedError("ckan-target.too-large", portal=self.address, bytes=len(data))
        return status, text


def _answered(session: requests.Session, url: str, **how: Any) -> requests.Response:  # noqa: ANN401 -- as requests has it
    """Post. Raises TargetBusyError where no answer came, TargetError where none can come."""
    portal = url.rpartition("/api/")[0]
    try:
        return session.post(url, **how)
    except requests.exceptions.SSLError as fault:
        raise TargetError("ckan-target.insecure", portal=portal) from fault
    except requests.ConnectTimeout as fault:
        raise TargetBusyError(
            "ckan-target.unreachable", unclear=False, portal=portal, detail="time-out"
        ) from fault
    except (requests.Timeout, requests.ConnectionError, requests.exceptions.ChunkedEncodingError) as fault:
        detail = type(fault).__name__
        raise TargetBusyError("ckan-target.unreachable", portal=portal, detail=detail) from fault
    except requests.RequestException as fault:
        raise TargetError("ckan-target.unreachable", portal=portal, detail=type(fault).__name__) from fault


class Client:
    """Several threads may call at once; each has connections of its own."""

    def __init__(self, settings: CkanSettings, token: str) -> None:
        self._settings = settings
        self._token = token
        self._own = threading.local()

    def call(self, action: str, body: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401 -- any JSON
        """Call with our rights. Raises TargetError, of the kind that says what to do about it."""
        return self._call("account", action, body or {})

    def ask_publicly(self, action: str, body: Mapping[str, Any]) -> Any:  # noqa: ANN401 -- any JSON
        """Call as any visitor would."""
        return self._call("visitor", action, body)

    def _call(self, who: str, action: str, body: Mapping[str, Any]) -> Any:  # noqa: ANN401 -- any JSON
        timeout = (self._settings.connect_seconds, self._settings.read_seconds)
        try:
            return self._caller(who).call_action(action, dict(body), requests_kwargs={"timeout": timeout})
        except REFUSALS as fault:
            raise refused(fault, portal=self._settings.url, action=action) from fault

    def _caller(self, who: str) -> _Caller:
        """Give this thread its own caller: a session of requests is not made to be shared."""
        caller: _Caller | None = getattr(self._own, who, None)
        if caller is None:
            token = self._token if who == "account" else None
            session = requests.Session()
            session.trust_env = False  # no credentials of this machine go along
            caller = _Caller(self._settings.url, apikey=token, user_agent=AGENT, session=session)
            setattr(self._own, who, caller)
        return caller
