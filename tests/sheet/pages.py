"""Prints a maquette as the page of its diploma, and as the text that a browser copies of that page."""

from collections.abc import Iterator
from html import escape
from typing import Any

_PARTS = {"S1": "1er semestre", "S2": "2nd semestre", "A": "Annuel"}
Facts = dict[str, Any]


def page_of(facts: Facts) -> str:
    """The HTML page of the diploma *facts*."""
    stages = "".join(_stage(facts, year) for year in facts["years"])
    return (
        f"<!DOCTYPE html><html><head><title>{escape(facts['title'])} | Paris</title>"
        f'<link rel="canonical" href="{escape(facts["url"])}"/><script>document.write("<h1>no</h1>")</script></head>'
        f"<body><nav><ul><li>Programme<li>Formation</ul></nav><h1>{escape(facts['title'])}</h1>"
        f"<h2 class='encadre-titre'>Code diplôme/certificat: {escape(facts['code'])}</h2>"
        f"<span>{facts['total_credits']}</span> <span>crédits</span>"
        "<div class='onglets-section'><button class='onglets-section__bouton'>Programme</button>"
        f"<div class='schema regional'><p class='schema-notice'>Cliquez</p>{stages}</div></div>"
        "<div class='onglets-section'><button>Compétences et débouchés</button>6 ECTS</div></body></html>"
    )


def pasted_of(facts: Facts) -> str:
    """The text that a browser copies of the page of *facts*."""
    lines = [
        "Catalogue",
        facts["title"],
        f"Code diplôme/certificat: {facts['code']}",
        f"{facts['total_credits']} crédits",
    ]
    lines += ["Présentation", "Programme", "Compétences et débouchés", "Un texte", "Programme", "Description"]
    for year in facts["years"]:
        lines += [] if year["label"] == "Programme" else [year["label"]]
        for member in _members(facts, None, year["id"]):
            lines += _pasted(facts, member)
    return "\n\n".join([*lines, "Compétences et débouchés", "Savoir planifier", "6 ECTS"])


def _members(facts: Facts, parent: str | None, year: str) -> list[Facts]:
    """The rows and groups that stand in *parent*, else in *year*, in the order of the page."""
    places = {row["id"]: place for place, row in enumerate(facts["items"])}

    def first(group: Facts) -> float:
        rows = [places[row["id"]] for row in facts["items"] if row["group"] == group["id"]]
        inside = [first(other) for other in facts["groups"] if other["parent"] == group["id"]]
        return min([*rows, *inside], default=float("inf"))

    found = [(first(group), group) for group in facts["groups"] if (group["parent"], group["year"]) == (parent, year)]
    found += [(places[row["id"]], row) for row in facts["items"] if (row["group"], row["year"]) == (parent, year)]
    return [member for _place, member in sorted(found, key=lambda pair: pair[0])]


def _stage(facts: Facts, year: Facts) -> str:
    name = f"<h2 class='bloc-annuel-libelle'><div>{escape(year['label'])}</div></h2>"
    label, kind = ("", "bloc-annuel-annonyme") if year["label"] == "Programme" else (name, "bloc-annuel")
    parts: list[str] = []
    for member in _members(facts, None, year["id"]):
        if member.get("kind") == "alternative":
            branches = (_branch(facts, branch) for branch in _members(facts, member["id"], year["id"]))
            parts.append(f"<div class='segment segment-alternatives'>{''.join(branches)}</div>")
        else:
            suites = "".join(_suites(facts, member))
            parts.append(f"<div class='segment'><div class='alternative alternative-of-1'>{suites}</div></div>")
    return f"<div class='{kind}'>{label}{''.join(parts)}</div>"


def _branch(facts: Facts, branch: Facts) -> str:
    name = f"<div class='suite suite-libelle'><p class='prompt'>{escape(branch['label'])}</p></div>"
    suites = (suite for member in _members(facts, branch["id"], branch["year"]) for suite in _suites(facts, member))
    return f"<div class='alternative alternative-of-2'>{name if branch['label'] else ''}{''.join(suites)}</div>"


def _suites(facts: Facts, member: Facts) -> Iterator[str]:
    if "kind" not in member:
        yield f"<div class='suite suite-sequence'>{_row(member)}</div>"
        return
    total = member["rule"]["total_ects"]
    printed = f"<span class='credits-equivalents'>Total<br/>{total} : ECTS</span><br/>" if total else ""
    yield f"<div class='suite'><h3 class='choice-prompt'>{printed}{escape(member['label'])} :&nbsp;</h3></div>"
    inside = _members(facts, member["id"], member["year"])
    if member["kind"] == "parent":
        for choice in inside:
            yield from _suites(facts, choice)
    elif inside:
        toggle = "<div class='suite-toggle'>Voir toutes les UE</div>"
        yield f"<div class='suite suite-choix'>{toggle}{''.join(map(_row, inside))}</div>"


def _row(row: Facts) -> str:
    ects = f"<div class='credits'>{row['ects']} ECTS</div>" if row["ects"] else ""
    code = f"<div class='code'><a href=''>{escape(row['code'])}</a></div>" if row["code"] else ""
    offers = "".join(f"<li>{escape(line)}</li>" for line in _offers(row))
    title = f"<span class='titre'><a role='button'>{escape(row['title'])}</a></span><br/>"
    return f"<div class='ue option'><div class='details'>{ects}{title}{code}<ul>{offers}</ul></div></div>"


def _offers(row: Facts) -> list[str]:
    return [f"{_PARTS[part]} : {', '.join(ways)}" for part, ways in row["offer"].items()]


def _pasted(facts: Facts, member: Facts) -> list[str]:
    if "kind" not in member:
        ects = [f"{member['ects']} ECTS"] if member["ects"] else []
        return [*ects, member["title"], *filter(None, [member["code"]]), *_offers(member)]
    inside = [line for one in _members(facts, member["id"], member["year"]) for line in _pasted(facts, one)]
    if member["kind"] == "alternative":
        return inside
    if member["kind"] == "branch":
        return [member["label"], *inside]
    total = member["rule"]["total_ects"]
    head = [*(["Total", f"{total} ECTS"] if total else []), f"{member['label']} :"]
    return [*head, *(["Voir toutes les UEFermer"] if member["kind"] == "choice" and inside else []), *inside]


ROW = (
    "<div class='ue'><div class='credits'>{ects}</div><span class='titre'>{title}</span>"
    "<div class='code'>{code}</div></div>"
)


def row(code: str, title: str = "Droit", ects: str = "6 ECTS") -> str:
    """A row of a page."""
    return ROW.format(code=code, title=title, ects=ects)
