"""Which places of the internet a request may leave for: by address, whoever is about to ask.

Law: a private place is only for a source that is configured for it, and what only a machine itself may ask
is for nobody.
"""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final

__all__ = ["is_allowed", "is_public"]

NAT64: Final = IPv6Network("64:ff9b::/96")
METADATA: Final = frozenset(
    ip_address(address) for address in ("100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2::254")
)
"""Where clouds tell a machine its secrets, as far as those addresses are not link-local."""


def is_public(address: str) -> bool:
    """Tell whether a literal IP address is one of the public internet. Raises ValueError when it is none."""
    ip = _plain(address)
    inside = ip.is_multicast or ip.is_reserved or getattr(ip, "is_site_local", False)
    return ip.is_global and not inside and ip not in METADATA


def is_allowed(address: str, *, allow_private: bool) -> bool:
    """Tell whether a request may go there. What only a machine itself may ask is never allowed."""
    if not allow_private:
        return is_public(address)
    ip = _plain(address)
    return not ip.is_link_local and ip not in METADATA


def _plain(address: str) -> IPv4Address | IPv6Address:
    """Read an address; for an IPv4 address within an IPv6 one, give that."""
    ip = ip_address(address.strip("[]").partition("%")[0])
    if isinstance(ip, IPv4Address):
        return ip
    if ip in NAT64:
        return IPv4Address(ip.packed[-4:])
    return ip.ipv4_mapped or ip.sixtofour or ip
