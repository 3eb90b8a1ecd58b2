"""A CKAN as a target: entries as its datasets, in the form that its own schema asks for."""

from catalogue.targets.ckan.opening import CkanOptions, open_target
from catalogue.targets.ckan.rewrites import REWRITES, Rewrite
from catalogue.targets.ckan.settings import CkanSettings, Organisation
from catalogue.targets.ckan.target import CkanTarget

__all__ = ["REWRITES", "CkanOptions", "CkanSettings", "CkanTarget", "Organisation", "Rewrite", "open_target"]
