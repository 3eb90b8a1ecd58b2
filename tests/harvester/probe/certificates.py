"""Certificates good and bad, made on the spot by an authority of our own."""

import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

__all__ = ["Authority", "server_context"]

DAY = timedelta(days=1)


def server_context(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


@dataclass(slots=True)
class Authority:
    """Signs; whoever trusts ``file`` trusts what it signed."""

    folder: Path
    key: ec.EllipticCurvePrivateKey
    file: Path

    @classmethod
    def made_in(cls, folder: Path) -> "Authority":
        key = ec.generate_private_key(ec.SECP256R1())
        made = _unsigned("Proefautoriteit", "Proefautoriteit", key, -DAY, DAY)
        made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        file = folder / "authority.pem"
        file.write_bytes(made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
        return cls(folder, key, file)

    def sign(self, name: str, hosts: Sequence[str] = (), *, expired: bool = False, own: bool = False) -> Path:
        """Write a certificate with its key; ``own`` signs it with its own key instead."""
        key = ec.generate_private_key(ec.SECP256R1())
        since, until = (-3 * DAY, -DAY) if expired else (-DAY, DAY)
        made = _unsigned(name, name if own else "Proefautoriteit", key, since, until)
        if hosts:
            known = x509.SubjectAlternativeName([_host(host) for host in hosts])
            made = made.add_extension(known, critical=False)
        form = serialization.Encoding.PEM
        secret = key.private_bytes(form, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        file = self.folder / f"{name}.pem"
        file.write_bytes(secret + made.sign(key if own else self.key, hashes.SHA256()).public_bytes(form))
        return file


def _host(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _unsigned(
    subject: str, issuer: str, key: ec.EllipticCurvePrivateKey, since: timedelta, until: timedelta
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + since)
        .not_valid_after(now + until)
    )
