"""The folder of feeds over HTTP, with the few things in which web servers fail a feed."""

from oogst.web.application import application
from oogst.web.serving import serve

__all__ = ["application", "serve"]
