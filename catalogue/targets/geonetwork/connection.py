"""Asking the platform: token, protection against forged requests, limits, and what each failure means.

It tries nothing again that may have been done: who asked decides that. Only what was certainly not done is
asked once more, with a fresh token or a fresh handshake.
"""

from collections.abc import Mapping
from http import HTTPStatus
from threading import Lock
from typing import Any, Final, NamedTuple

import orjson
import requests

from catalogue.errors import TargetError
from catalogue.targets.geonetwork.tokens import Tokens
from catalogue.targets.push import TargetBusyError
from catalogue.targets.push.patience import NOT_DONE, NOT_NOW, asked_wait

__all__ = ["Answer", "Connection"]

COOKIE: Final = "XSRF-TOKEN"
HEADER: Final = "X-XSRF-TOKEN"
LARGEST: Final = 32 << 20
CHUNK: Final = 1 << 16
READS: Final = frozenset({"GET"})
EXEMPT: Final = "/srv/api/search/"
"""The platform asks no proof there."""
ME: Final = "/srv/api/me"
JSON: Final = {"Accept": "application/json", "Content-Type": "application/json"}


class Answer(NamedTuple):
    status: int
    body: bytes

    def json(self) -> Any:  # noqa: ANN401  whatever it says
        """Read what it says; None when it is no JSON."""
        try:
            return orjson.loads(self.body)
        except orjson.JSONDecodeError:
            return None


class Question(NamedTuple):
    method: str
    path: str
    query: Mapping[str, str]
    body: bytes | None
    headers: Mapping[str, str]

    @property
    def guarded(self) -> bool:
        """Tell whether the platform asks proof that it is not forged."""
        return self.method not in READS and not self.path.startswith(EXEMPT)


class Connection:
    """One platform, for any number of threads."""

    def __init__(self, url: str, tokens: Tokens, *, timeout: float) -> None:
        self.url = url.rstrip("/")
        self._tokens = tokens
        self._timeout = timeout
        self._session = requests.Session()
        self._lock = Lock()
        self._proof = ""

    def close(self) -> None:
        self._session.close()

    def get(self, path: str, *, accept: str = "application/json", **query: str) -> Answer:
        return self._asked(Question("GET", path, query, None, {"Accept": accept}))

    def search(self, question: Mapping[str, Any]) -> Answer:
        return self._asked(Question("POST", f"{EXEMPT}records/_search", {}, orjson.dumps(question), JSON))

    def put_xml(self, path: str, body: bytes, **query: str) -> Answer:
        return self._asked(Question("PUT", path, query, body, {**JSON, "Content-Type": "application/xml"}))

    def put(self, path: str, said: Mapping[str, Any] | None = None) -> Answer:
        body = orjson.dumps(said) if said is not None else b""
        return self._asked(Question("PUT", path, {}, body, JSON))

    def delete(self, path: str, **query: str) -> Answer:
        return self._asked(Question("DELETE", path, query, None, JSON))

    def _asked(self, question: Question) -> Answer:
        """Ask; once more with a new token after 401, once more with a new proof after 403."""
        token = self._tokens.token()
        proof = self._proven(token) if question.guarded else ""
        answer = self._sent(question, token, proof)
        if answer.status == HTTPStatus.UNAUTHORIZED:
            token = self._tokens.token(spent=token)
            answer = self._sent(question, token, proof)
        if question.guarded and answer.status == HTTPStatus.FORBIDDEN:
            fresh = self._proven(token, spent=proof)
            if fresh != proof:
                answer = self._sent(question, token, fresh)
        return self._passed(answer, question.path)

    def _proven(self, token: str, *, spent: str = "") -> str:
        """Give the proof that a request is our own, after a handshake where there is none yet."""
        with self._lock:
            if not self._proof or self._proof == spent:
                self._passed(self._sent(Question("GET", ME, {}, None, JSON), token, ""), ME)
                self._proof = self._session.cookies.get_dict().get(COOKIE) or ""
            return self._proof

    def _sent(self, question: Question, token: str, proof: str) -> Answer:
        try:
            with self._session.request(
                question.method,
                self.url + question.path,
                params=question.query,
                data=question.body,
                headers={**question.headers, **({HEADER: proof} if proof else {})},
                auth=_Bearer(token),
                timeout=self._timeout,
                allow_redirects=False,
                stream=True,
            ) as reply:
                return self._read(reply, question.path)
        except requests.RequestException as error:
            raise self._lost(error, question) from None

    def _read(self, reply: requests.Response, path: str) -> Answer:
        if reply.status_code in NOT_NOW or reply.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise TargetBusyError(
                "geonetwork.busy",
                after=asked_wait(reply.headers),
                unclear=reply.status_code not in NOT_DONE,
                url=self.url + path,
                status=reply.status_code,
            )
        body = bytearray()
        for chunk in reply.iter_content(CHUNK):
            body += chunk
            if len(body) > LARGEST:
                raise TargetError("geonetwork.too-large", url=self.url + path, limit=LARGEST >> 20)
        return Answer(reply.status_code, bytes(body))

    def _lost(self, error: requests.RequestException, question: Question) -> TargetBusyError:
        """Say that there is no answer; of what was never sent nothing can have been done."""
        never_sent = isinstance(error, requests.ConnectTimeout)
        return TargetBusyError(
            "geonetwork.unreachable",
            unclear=question.method not in READS and not never_sent,
            url=self.url + question.path,
            why=type(error).__name__,
        )

    def _passed(self, answer: Answer, path: str) -> Answer:
        """Let through what the caller understands."""
        if answer.status == HTTPStatus.UNAUTHORIZED:
            raise TargetError("geonetwork.unauthorised", url=self.url + path)
        if HTTPStatus.MULTIPLE_CHOICES <= answer.status < HTTPStatus.BAD_REQUEST:
            raise TargetError("geonetwork.redirected", url=self.url + path, status=answer.status)
        return answer


class _Bearer(requests.auth.AuthBase):
    """The token; a file with passwords of this machine has no say."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, asked: requests.PreparedRequest) -> requests.PreparedRequest:
        asked.headers["Authorization"] = f"Bearer {self._token}"
        return asked
