"""The engines with our shapes, and what every single fault is found to be."""

import pytest

from catalogue.profile import Finding, Validator, assess, best_validator, shapes_text
from catalogue.profile.pyshacl_engine import PyshaclEngine
from tests.catalogue.profile.faults import Fault, all_faults
from tests.catalogue.profile.sample import good


@pytest.fixture(scope="session")
def engine() -> Validator:
    return best_validator()


@pytest.fixture(scope="session")
def second() -> Validator:
    return PyshaclEngine(shapes_text())


@pytest.fixture(scope="session")
def found(engine: Validator) -> dict[str, tuple[Fault, int, list[Finding]]]:
    """Give for every rule its fault, the number of the entry that has it, and what was found there."""
    numbered = list(enumerate(all_faults(), start=1))
    findings = assess([fault.put_in(good(number), number) for number, fault in numbered], engine)
    return {
        fault.rule.name: (fault, number, of_entry)
        for (number, fault), of_entry in zip(numbered, findings, strict=True)
    }
