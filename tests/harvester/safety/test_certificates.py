"""A server that cannot show who it is, is not read."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from catalogue.model import Protocol
from harvester.crawl import CrawlFailed, PagesClosed, PageSeen
from tests.harvester.conftest import Crawl


class Quiet(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = b"<urn:a> a <http://www.w3.org/ns/dcat#Dataset> ."
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 -- the name it has there
        """Say nothing."""


class Silent(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 -- socketserver's own
        """Say nothing of clients that hang up."""


@pytest.fixture
def untrusted(tmp_path: Path) -> Iterator[str]:
    """Give the address of a server with a certificate that it made itself."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(tmp_path / "server.pem"))
    server = Silent(("127.0.0.1", 0), Quiet)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"https://127.0.0.1:{server.server_port}/lijst.ttl"
    server.shutdown()
    thread.join()
    server.server_close()


def self_signed(file: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    form = serialization.Encoding.PEM
    plain = serialization.NoEncryption()
    secret = key.private_bytes(form, serialization.PrivateFormat.PKCS8, plain)
    file.write_bytes(secret + made.public_bytes(form))
    return file


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(harvest: Crawl, untrusted: str) -> None:
    events = harvest(Protocol.DCAT_RDF, untrusted)
    assert not [event for event in events if isinstance(event, PageSeen)]
    assert [event.key for event in events if isinstance(event, CrawlFailed)] == ["harvester.untrusted"]
    assert events[-1] == PagesClosed(closed=False, reason="harvester.pages.failed")
