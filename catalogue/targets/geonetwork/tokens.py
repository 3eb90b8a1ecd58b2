"""The token by which the platform knows us (OAuth 2, client credentials), kept in memory only."""

import base64
from collections.abc import Callable
from threading import Lock
from typing import Any, Final
from urllib.parse import quote

import requests

from catalogue.errors import TargetError
from catalogue.targets.push import Secret, TargetBusyError

__all__ = ["Tokens"]

MARGIN: Final = 30.0
"""Seconds before its end from which a token is no longer used."""
UNSAID: Final = 60.0
"""Seconds that a token is used of which nobody says how long it holds."""
REFUSED: Final = frozenset({400, 401, 403})


class Tokens:
    """One token at a time, for all threads; the secret is asked for at each renewal and kept nowhere."""

    def __init__(
        self,
        url: str,
        client: str,
        secret: Secret,
        scopes: tuple[str, ...],
        *,
        timeout: float,
        clock: Callable[[], float],
    ) -> None:
        self._url = url
        self._client = client
        self._secret = secret
        self._scopes = scopes
        self._timeout = timeout
        self._clock = clock
        self._lock = Lock()
        self._token = ""
        self._until = 0.0

    def token(self, *, spent: str = "") -> str:
        """Give a token that holds; ``spent`` is one that the platform would not have."""
        with self._lock:
            if not self._token or self._token == spent or self._clock() >= self._until:
                self._renew()
            return self._token

    def _renew(self) -> None:
        self._token = ""
        answer = self._answer()
        token, seconds = answer.get("access_token"), answer.get("expires_in")
        if not isinstance(token, str) or not token.isascii() or not token.isprintable():
            raise TargetError("geonetwork.no-token", url=self._url)
        held = float(seconds) if isinstance(seconds, int | float) else UNSAID + MARGIN
        self._token, self._until = token, self._clock() + max(held - MARGIN, held / 2)

    def _answer(self) -> dict[str, Any]:
        try:
            answer = requests.post(
                self._url,
                data={"grant_type": "client_credentials", "scope": " ".join(self._scopes)},
                headers={"Accept": "application/json"},
                auth=_Basic(self._client, self._secret()),
                timeout=self._timeout,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise TargetBusyError(
                "geonetwork.token-unreachable", unclear=False, url=self._url, why=type(error).__name__
            ) from None
        if answer.status_code == requests.codes.ok:
            return _object(answer)
        return self._refused(answer)

    def _refused(self, answer: requests.Response) -> dict[str, Any]:
        if answer.status_code not in REFUSED:
            raise TargetBusyError(
                "geonetwork.token-unreachable", unclear=False, url=self._url, why=str(answer.status_code)
            )
        why = _object(answer).get("error")
        reason = why if isinstance(why, str) and why.replace("_", "").isalnum() else str(answer.status_code)
        raise TargetError("geonetwork.token-refused", url=self._url, client=self._client, why=reason)


class _Basic(requests.auth.AuthBase):
    """Client and secret, encoded as RFC 6749 has it. A file with passwords of this machine has no say."""

    def __init__(self, client: str, secret: str) -> None:
        self._said = base64.b64encode(f"{quote(client, safe='')}:{quote(secret, safe='')}".encode()).decode()

    def __call__(self, asked: requests.PreparedRequest) -> requests.PreparedRequest:
        asked.headers["Authorization"] = f"Basic {self._said}"
        return asked


def _object(answer: requests.Response) -> dict[str, Any]:
    try:
        said = answer.json()
    except requests.JSONDecodeError:
        return {}
    return said if isinstance(said, dict) else {}
