"""A forecast as one HTML page that needs nothing else: no script, no font, no picture, nothing to fetch."""

from collections.abc import Iterable
from html import escape
from typing import Any, Final

from oogst.report.preview.facts import card_rows, dead_links, facet_rows, feed_rows, filter_rows, times
from oogst.screen import Speech

__all__ = ["preview_page"]

Document = dict[str, Any]
STYLE: Final = """
body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;
  color:#1b1b1b;background:#fff}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem;border-bottom:2px solid #d9d9d9}
.card{border:1px solid #767676;border-radius:.5rem;padding:1rem 1.5rem}.card h3{margin:.2rem 0}
.badge{display:inline-block;padding:.1rem .6rem;margin:.2rem .4rem .2rem 0;border-radius:1rem;
  border:1px solid #0b4d78;color:#0b4d78}
.danger{border-left:.5rem solid #a30000;padding:.5rem 1rem;background:#fdecec;font-weight:bold}
.good{border-left:.5rem solid #1a6b2b;padding:.5rem 1rem;background:#edf7ee}
.note{color:#4a4a4a}dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.2rem 1rem}
dt{font-weight:bold}dd{margin:0;white-space:pre-line;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;
  border-bottom:1px solid #d9d9d9;overflow-wrap:anywhere}
@media(min-width:40rem){th{overflow-wrap:normal}}td.n{text-align:right}
tr.gone td:first-child{color:#a30000;font-weight:bold}
"""
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


def preview_page(target: str, feed: Document | None, records: Iterable[Document], speech: Speech) -> str:
    """Write the page of a feed, of records, or of both. All foreign text is escaped, and no link is one."""
    title = _text(speech.say("preview.title", target=target))
    body = [f"<h1>{title}</h1>", _feed(feed, speech) if feed else ""]
    body += [_record(one, speech) for one in records]
    body.append(f'<p class="note">{_text(speech.say("preview.forecast"))}</p>')
    return (
        f'<!DOCTYPE html>\n<html lang="{speech.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"{chr(10).join(filter(None, body))}\n</main>\n</body>\n</html>\n"
    )


def _feed(feed: Document, speech: Speech) -> str:
    parts = []
    if fate := feed["fate"]:
        kind = "good" if fate["code"] == "harvested" else "danger"
        parts.append(f'<p class="{kind}" role="status">{_text(fate["text"])}</p>')
    parts.append(_list([one["text"] for one in feed["problems"]]))
    if feed["records"]:
        parts += [
            _pairs(feed_rows(feed, speech)),
            _losses(feed["losses"], speech, counted=True),
            _section("preview.rewritten", _list(_rewritings(feed)), speech),
            _section("preview.filters", _pairs(filter_rows(feed, speech)), speech),
            _lacking(feed, speech),
            _rules(feed, speech),
        ]
    passed = [f"{one['resource']} {one['text']}" for one in feed["passed_over"]]
    parts.append(_section("preview.passed-over", _list(passed), speech) if passed else "")
    return "\n".join(filter(None, parts))


def _record(record: Document, speech: Speech) -> str:
    say, card = speech.say, record["card"]
    accepted = record["accepted"]
    verdict = say("twin.accepted", uuid=record["uuid"]) if accepted else say("twin.refused")
    kind = "good" if accepted else "danger"
    said = [*(one["text"] for one in record["refused_because"]), *record["notes"]]
    return "\n".join(
        (
            f'<p class="{kind}" role="status">{_text(verdict)}</p>',
            _list(said),
            _section("preview.card", _card(card, record, speech), speech),
            _section("preview.filters", _pairs(facet_rows(record, speech)), speech),
            _losses(record["losses"], speech, counted=False),
            _section("preview.rewritten", _list(_rewritings(record)), speech),
            _lacking(record, speech),
            _rules(record, speech),
        )
    )


def _card(card: Document, record: Document, speech: Speech) -> str:
    access = "public" if card["public"] else "not-public" if card["access"] else "no-access"
    badges = [speech.say(f"preview.kind.{card['kind']}"), speech.say(f"preview.{access}")]
    if record["facets"]["open_filter"]:
        badges.append(speech.say("preview.open-data"))
    marks = "".join(f'<span class="badge">{_text(one)}</span>' for one in badges)
    dead = dead_links(card, speech)
    return (
        f'<article class="card"><h3>{_text(card["title"])}</h3><p>{_text(card["organisation"])}</p>'
        f"<p>{marks}</p><p>{_text(card['description'])}</p>{_pairs(card_rows(card, speech))}"
        f"{f'<p class=note>{_text(dead)}</p>' if dead else ''}</article>"
    )


def _losses(losses: list[Document], speech: Speech, *, counted: bool) -> str:
    if not losses:
        return _section("preview.losses", f"<p>{_text(speech.say('preview.no-losses'))}</p>", speech)
    names = ["property", *(("records", "values") if counted else ("value",)), "means"]
    head = "".join(f'<th scope="col">{_text(speech.say(f"preview.column.{name}"))}</th>' for name in names)
    rows = "".join(_loss(one, counted=counted) for one in losses)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return _section("preview.losses", table, speech)


def _loss(one: Document, *, counted: bool) -> str:
    name = f"<td>{_text(one['predicate'])} ({_text(one['thing'])})</td>"
    if counted:
        middle = f'<td class="n">{one["records"]}</td><td class="n">{one["values"]}</td>'
    else:
        middle = f"<td>{_text(one['value'][:500])}</td>"
    return f'<tr class="{_text(one["verdict"])}">{name}{middle}<td>{_text(one["text"])}</td></tr>'


def _rewritings(document: Document) -> list[str]:
    texts = [
        f"{one.get('predicate', '')} {one['text']}{_count(one)}".strip()
        for one in document["rewritten"]
        if one["rule"] != "class-by-place"
    ]
    return list(dict.fromkeys(texts))


def _lacking(document: Document, speech: Speech) -> str:
    rows = [
        f"{one['text']} ({speech.say('preview.must' if one['must'] else 'preview.urged')}){_count(one)}"
        for one in document["lacking"]
    ]
    return _section("preview.lacking", _list(rows or [speech.say("preview.lacks-nothing")]), speech)


def _rules(document: Document, speech: Speech) -> str:
    rows = [f"{one['thing']}: {one['text']} ({one['of']}){_count(one)}" for one in document["broken_rules"]]
    listed = _list(list(dict.fromkeys(rows)) or [speech.say("preview.no-rules")])
    note = f'<p class="note">{_text(speech.say("preview.rules-note"))}</p>' if rows else ""
    return _section("preview.rules", listed + note, speech)


def _section(key: str, content: str, speech: Speech) -> str:
    return f"<section><h2>{_text(speech.say(key))}</h2>{content}</section>"


def _pairs(rows: Iterable[tuple[str, str]]) -> str:
    return f"<dl>{''.join(f'<dt>{_text(name)}</dt><dd>{_text(value)}</dd>' for name, value in rows)}</dl>"


def _list(rows: list[str]) -> str:
    return f"<ul>{''.join(f'<li>{_text(row)}</li>' for row in rows)}</ul>" if rows else ""


def _count(one: Document) -> str:
    number = times(one)
    return f" ×{number}" if number > 1 else ""  # noqa: RUF001  the sign of multiplication


def _text(text: str) -> str:
    return escape(text, quote=True)
