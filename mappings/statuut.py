"""The open-data mark: what follows from licence and access alone, whoever said those."""

from catalogue.model import DataService, Dataset, Distribution, Entry, Reason
from mappings.nodes.resources import OPEN_DATA, OPEN_DATA_SERVICE, PUBLIC
from mappings.reading import Scope
from mappings.tables import licence_key, licences

__all__ = ["state"]


def _is_model(iri: str) -> bool:
    row = licences().get(licence_key(iri))
    return row is not None and row.model


def state(entry: Entry, scope: Scope) -> None:
    """Say what follows from licence and access alone; so it comes after all that may change those."""
    for position, service in enumerate(entry.services):
        _state_service(service, scope, f"services[{position}].statuut")
    if isinstance(entry.resource, Dataset):
        _state_dataset(entry.resource, entry.services, scope)
    elif isinstance(entry.resource, DataService):
        _state_service(entry.resource, scope, "statuut")
    else:
        entry.resource.statuut = []


def _state_dataset(dataset: Dataset, services: list[DataService], scope: Scope) -> None:
    """Open data of Flanders: public, and every file and service under one of the four model licences."""
    offered: list[Distribution | DataService] = [*dataset.distributions, *services]
    is_open = (
        dataset.access_rights == PUBLIC
        and bool(offered)
        and all(item.licence is not None and _is_model(item.licence.iri) for item in offered)
    )
    dataset.statuut = _stated(dataset.statuut, OPEN_DATA, is_open=is_open, scope=scope, path="statuut")


def _state_service(service: DataService, scope: Scope, path: str) -> None:
    is_open = (
        service.access_rights == PUBLIC and service.licence is not None and _is_model(service.licence.iri)
    )
    service.statuut = _stated(service.statuut, OPEN_DATA_SERVICE, is_open=is_open, scope=scope, path=path)


def _stated(said: list[str], mark: str, *, is_open: bool, scope: Scope, path: str) -> list[str]:
    """Keep what the source says, but for the open-data marks: those follow from licence and access alone."""
    kept = [code for code in said if code not in (OPEN_DATA, OPEN_DATA_SERVICE)]
    why = [known for known in scope.reasons.pop(path, []) if known.value in kept]
    if len(kept) < len(said) and not is_open:
        scope.note("statuut-unfounded", "", mark)
    if is_open:
        kept.append(mark)
        why.append(Reason("open-data.licence-and-access", mark))
    if why:
        scope.reasons[path] = why
    return kept
