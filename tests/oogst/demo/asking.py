"""A reader that asks the sample portals as a harvester would."""

import json
from typing import Any, NamedTuple
from urllib.error import HTTPError
from urllib.request import urlopen


class Reply(NamedTuple):
    status: int
    media_type: str
    body: bytes
    headers: dict[str, str]

    @property
    def json(self) -> Any:  # noqa: ANN401  a JSON document is anything
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()


def get(url: str) -> Reply:
    """Ask for a page and give the reply, whatever its status."""
    try:
        reply = urlopen(url, timeout=5)  # noqa: S310  addresses of our own server
    except HTTPError as refusal:
        reply = refusal
    with reply:
        return Reply(reply.status, reply.headers["Content-Type"], reply.read(), dict(reply.headers))
