"""What is sent when there is nothing to send: words that no reader of feeds can take for a catalogue.

The Flemish platform looks at no status. It takes an empty body, JSON and well-formed XML for a catalogue
without records, and then deletes all that it has of that feed. Over plain text it stumbles, and deletes
nothing: so every failure is plain text that begins with a word, with nothing of the request in it.
"""

from http import HTTPStatus
from typing import Final

from starlette.responses import PlainTextResponse

from catalogue.messages import LANGUAGES, say

__all__ = ["MINUTES", "refusal"]

MINUTES: Final = 10
"""After which a reader may ask again for what ought to be there."""
KEYS: Final = {
    HTTPStatus.SEE_OTHER: "serve.elsewhere",
    HTTPStatus.NOT_FOUND: "serve.not-found",
    HTTPStatus.METHOD_NOT_ALLOWED: "serve.only-reading",
    HTTPStatus.GONE: "serve.withdrawn",
    HTTPStatus.PRECONDITION_FAILED: "serve.changed",
    HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE: "serve.no-such-part",
    HTTPStatus.SERVICE_UNAVAILABLE: "serve.not-now",
}


def refusal(status: int, **headers: str) -> PlainTextResponse:
    """Answer with a status and its sentence, in both languages."""
    known = KEYS.get(HTTPStatus(status), "serve.failed")
    text = "\n".join(f"Oogst: {say(known, language)}" for language in LANGUAGES)
    own = {"Cache-Control": "no-store", **{name.replace("_", "-"): value for name, value in headers.items()}}
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        own["Retry-After"] = str(MINUTES * 60)
    return PlainTextResponse(f"{text}\n", status_code=status, headers=own)
