"""A portal that speaks the CKAN Action API: ``package_search`` and what stands around it.

It answers as CKAN does where that hurts: ``rows`` above the portal's maximum is cut without a word, dates
carry no time zone, a wrong parameter gives 409 and a JSON body that says why.
"""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any

from oogst.demo.portals.loopback import Answer, Question, as_json

__all__ = ["ActionApi"]

Package = dict[str, Any]
Action = Callable[[Question], object]

DEFAULT_ROWS = 10
SORTABLE = ("id", "name", "title", "metadata_created", "metadata_modified")


class ActionApi:
    """Answers everything under ``/api/3``; ``rows_max`` is the most packages that one page holds."""

    def __init__(self, packages: Sequence[Package], *, title: str, rows_max: int = 1000) -> None:
        self._packages = packages
        self._title = title
        self._rows_max = rows_max
        self._sorted: dict[str, Sequence[Package]] = {}
        self._actions: dict[str, Action] = {
            "current_package_list_with_resources": self._listing,
            "organization_list": self._organisations,
            "package_list": lambda _: sorted(package["name"] for package in packages),
            "package_search": self._search,
            "package_show": self._show,
            "site_read": lambda _: True,
            "status_show": self._status,
        }

    def __call__(self, question: Question) -> Answer | None:
        """Answer a question whose path begins at the portal's root; None when it is not for the API."""
        if question.path.rstrip("/") == "/api/3":
            return as_json({"version": 3})
        stem, _, name = question.path.rstrip("/").rpartition("/action/")
        if stem not in ("/api", "/api/3"):
            return None
        if name not in self._actions:
            return as_json(f"Bad request - Action name not known: {name}", HTTPStatus.BAD_REQUEST)
        return self._act(name, question)

    def _act(self, name: str, question: Question) -> Answer:
        page = f"{question.base}/api/3/action/help_show?name={name}"
        try:
            result = self._actions[name](question)
        except LookupError as missing:
            error = {"__type": "Not Found Error", "message": f"Not found: {missing}"}
            return as_json({"help": page, "success": False, "error": error}, HTTPStatus.NOT_FOUND)
        except ValueError as wrong:
            error = {"__type": "Validation Error", "message": str(wrong)}
            return as_json({"help": page, "success": False, "error": error}, HTTPStatus.CONFLICT)
        return as_json({"help": page, "success": True, "result": result})

    def _search(self, question: Question) -> Package:
        rows = min(_whole(question, "rows", DEFAULT_ROWS), self._rows_max)
        start = _whole(question, "start", 0)
        order = question.query.get("sort", "metadata_modified desc")
        found = self._in_order(order)
        return {
            "count": len(found),
            "sort": order,
            "facets": {},
            "results": found[start : start + rows],
            "search_facets": {},
        }

    def _in_order(self, order: str) -> Sequence[Package]:
        if order not in self._sorted:
            self._sorted[order] = _sorted(self._packages, order)
        return self._sorted[order]

    def _show(self, question: Question) -> Package:
        wanted = question.query.get("id", "")
        for package in self._packages:
            if wanted in (package["id"], package["name"]):
                return package
        raise LookupError(wanted or "id")

    def _listing(self, question: Question) -> Sequence[Package]:
        offset = _whole(question, "offset", 0)
        return self._packages[offset : offset + _whole(question, "limit", self._rows_max)]

    def _organisations(self, question: Question) -> list[object]:
        owners = [package.get("organization") or {} for package in self._packages]
        by_name = {owner["name"]: owner for owner in owners if owner}
        return list(by_name.values()) if question.query.get("all_fields") else sorted(by_name)

    def _status(self, question: Question) -> Package:
        return {
            "ckan_version": "2.10.4",
            "site_url": question.base,
            "site_title": self._title,
            "site_description": "",
            "locale_default": "nl",
            "error_emails_to": None,
            "extensions": ["stats", "datastore"],
        }


def _whole(question: Question, name: str, default: int) -> int:
    given = question.query.get(name, str(default))
    if not given.isdecimal():
        raise ValueError(f"{name}: must be a natural number, not {given!r}")
    return int(given)


def _sorted(packages: Sequence[Package], order: str) -> list[Package]:
    """Sort as Solr does on ``field asc, field desc``: the last criterion first, each pass stable."""
    found = list(packages)
    for criterion in reversed(order.split(",")):
        field, _, direction = criterion.strip().partition(" ")
        if field not in SORTABLE or direction not in ("", "asc", "desc"):
            raise ValueError(f"cannot sort on {criterion.strip()!r}")
        found.sort(key=lambda package: str(package.get(field) or ""), reverse=direction == "desc")
    return found
