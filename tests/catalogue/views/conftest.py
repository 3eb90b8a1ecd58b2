"""A store of its own for each test, of either kind."""

from tests.catalogue.store.conftest import store, store_url

__all__ = ["store", "store_url"]
