"""Whether a server shows who it is, and if not, what is wrong with its certificate."""

import ssl
from functools import cache
from typing import Final

__all__ = ["in_short", "looking_away", "sound"]

BY_CODE: Final = {
    9: "expired",  # not valid yet
    10: "expired",
    18: "untrusted",  # signed by itself
    19: "untrusted",
    20: "untrusted",  # its issuer is missing
    21: "untrusted",
    62: "wrong-host",
    64: "wrong-host",
}
"""What OpenSSL says when it verifies (X509_V_ERR_*)."""
WRONG_HOST: Final = ("Hostname mismatch", "IP address mismatch", "doesn't match")


@cache
def sound() -> ssl.SSLContext:
    """Trust what this machine trusts.

    From 3.13 on, Python also refuses certificates that lack what few readers ask for, and takes a chain that
    does not go to its end. What we say of a server is not to depend on the Python that says it.
    """
    context = ssl.create_default_context()
    context.verify_flags &= ~(ssl.VERIFY_X509_STRICT | ssl.VERIFY_X509_PARTIAL_CHAIN)
    return context


@cache
def looking_away() -> ssl.SSLContext:
    """Trust anybody: only to see whether a server with a bad certificate answers."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def in_short(error: BaseException) -> str:
    """Say what is wrong: ``expired``, ``wrong-host``, ``untrusted``; ``broken``: no encryption at all."""
    below = (getattr(error, name, None) for name in ("certificate_error", "os_error", "__cause__"))
    causes = [one for one in (*below, error) if isinstance(one, ssl.CertificateError)]
    if not causes:
        return "broken"
    if any(sign in str(causes[0]) for sign in WRONG_HOST):
        return "wrong-host"
    return BY_CODE.get(getattr(causes[0], "verify_code", 0), "untrusted")
