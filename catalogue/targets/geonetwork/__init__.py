"""Metadata Vlaanderen as a target, by the REST interface of its GeoNetwork. Off by default."""

from catalogue.targets.geonetwork.settings import GeoNetworkOptions
from catalogue.targets.geonetwork.target import GeoNetwork, open_target

__all__ = ["GeoNetwork", "GeoNetworkOptions", "open_target"]
