"""Principle 8: what was done to train people and share knowledge."""

from tests.catalogue.charter.examples.answered import answers_of
from tests.catalogue.charter.examples.frame import Example

EXAMPLES: list[Example] = answers_of("P08.1")
