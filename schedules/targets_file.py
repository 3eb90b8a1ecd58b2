"""The file of targets: one YAML for the installation, read whole or refused with the line and the remedy."""

from pathlib import Path
from typing import Final

from pydantic import ValidationError

from catalogue.targets.push import Care, TargetSettings
from schedules.faults import Forms, explain
from schedules.positions import read_page
from schedules.publisher_file import text_of
from schedules.secrets import secret_at
from schedules.target_forms import TARGET_FORMS, TargetForm, TargetsForm

__all__ = ["FEED", "load_targets"]

FEED: Final = TargetSettings(name="feed", kind="feed", url="")
"""Where nothing is configured, the files in the folder of feeds are the target."""
FORMS: Final = Forms(TargetsForm, TARGET_FORMS)


def load_targets(path: Path | None) -> list[TargetSettings]:
    """Read the targets of a file; with the feed, unless a target is called so.

    Raises UsageError that names file, line, column and remedy.
    """
    found = [] if path is None else _loaded(path)
    return found if any(one.name == FEED.name for one in found) else [FEED, *found]


def _loaded(path: Path) -> list[TargetSettings]:
    page = read_page(str(path), text_of(path))
    try:
        form = TargetsForm.model_validate(page.value)
    except ValidationError as error:
        # What was typed may hold a secret: it is not to hang on the error.
        faults = error.errors(include_url=False)
        raise explain(page, faults, FORMS) from None
    return [_settings(one) for one in form.targets]


def _settings(form: TargetForm) -> TargetSettings:
    return TargetSettings(
        name=form.name,
        kind=form.kind,
        url=(form.url or "").rstrip("/"),
        publishers=form.publishers,
        owners=form.owners,
        secret=secret_at(form.secret, form.name) if form.secret is not None else None,
        options=form.options,
        care=Care(
            conflict=form.conflict,
            unpublished=form.unpublished,
            delete_share=form.guard.share,
            delete_floor=form.guard.floor,
            concurrency=form.concurrency,
        ),
    )
