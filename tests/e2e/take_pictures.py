"""Takes pictures of every view of the real window, to be looked at; one of them is the README's.

``uv run python tests/e2e/take_pictures.py FOLDER [VIEW ...]`` makes ``VIEW-LOOK.png`` in FOLDER: all views by default,
in each look. ``uv run python tests/e2e/take_pictures.py resources drag --readme`` makes the README's again.
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2]))

from desk import Desk, Program

from csp_planner.domain.plan import Placement, Plan, Scenario
from csp_planner.domain.profile import Attempt, Credit, CreditBasis, CreditState, Profile, Waiver
from csp_planner.domain.programme import Programme
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.storage.library import example_files
from csp_planner.storage.planfile import load, save
from csp_planner.storage.programmes import keep_programme
from tests.awards import AWARD, BRANCHES, plan_with_choices
from tests.e2e.sheets import SHEET
from tests.editions import elsewhere, licence, newer
from tests.maquette import CERTIFICATE, MIXED, TWO_WAYS, programme_of

TODAY = "2026-11-23"
SETTLED = 0.6
"""Seconds until the last paint."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """How the window looks: size of the screen in pixels, colours, language, scale."""

    name: str
    size: tuple[int, int] = (1366, 768)
    theme: str = "light"
    language: str = "fr"
    scale: int = 1


LOOKS = (
    Look(name="light"),
    Look(name="dark", theme="dark"),
    Look(name="contrast", theme="contrast-dark"),
    Look(name="english", language="en"),
    Look(name="small", size=(1024, 700)),
    Look(name="double", size=(2732, 1536), scale=2),
)


def _drag(program: Program, language: str) -> None:
    term = "Semestre 1 2028/2029" if language == "fr" else "Semester 1 2028/2029"
    card = program.item("TET010", role="list item")
    program.drag(card.centre, program.list_box(term).centre, drop=False)
    time.sleep(SETTLED)  # near the edge the board scrolls under the card
    program.pointer("mousemove", *map(str, program.list_box(term).centre))


def _select(program: Program, code: str) -> None:
    program.pointer("mousemove", *map(str, program.item(code, role="list item").centre))
    program.pointer("click", "1")


def _inspector(program: Program, _language: str) -> None:
    _select(program, "TRS001")
    program.keys("ctrl+i")


def _what_if(program: Program, language: str) -> None:
    _select(program, "TRS002")
    program.pointer("click", "3")
    program.keys("Up", "Up", "Return")
    program.item("Garder comme" if language == "fr" else "Keep as", role="button")


def _proposal(program: Program, language: str) -> None:
    program.keys("ctrl+g")
    program.click("Proposer" if language == "fr" else "Propose", role="button", whole=True)
    program.item("Garder comme" if language == "fr" else "Keep as", role="button")
    time.sleep(2)


def _leave(program: Program, language: str) -> None:
    french = language == "fr"
    program.click("Menu\u00a0: Semestre 1 2027/2028" if french else "Menu of Semester 1 2027/2028", role="button")
    program.rest()
    program.keys("g" if french else "s")


def _sooner(program: Program, language: str) -> None:
    """What would gain a semester, asked of a plan that a proposal has completed."""
    _proposal(program, language)
    program.click("Garder comme" if language == "fr" else "Keep as", role="button")
    program.keys("Escape")
    program.click("Gagner un semestre" if language == "fr" else "Gain a semester")
    time.sleep(2)


def _begun(program: Program, language: str) -> None:
    """A plan just begun, with what the first page asks."""
    amounts = {"Charge": "18", "Heures de": "6", "Expérience": "9"}
    if language != "fr":
        amounts = {"Load": "18", "Class": "6", "Experience": "9"}
    for field, amount in amounts.items():
        program.click(field, role="spin button")
        program.write(amount)
    program.keys("Return")


def _interview(program: Program, _language: str) -> None:
    """Interview mode with all of the board in sight."""
    program.keys("F11")
    time.sleep(SETTLED)
    program.keys("F8")


def _interview_of_complete_plan(program: Program, language: str) -> None:
    """Interview mode when a proposal has placed every unit, and with what there is to check."""
    _proposal(program, language)
    program.click("Garder comme" if language == "fr" else "Keep as", role="button")
    program.keys("Escape")
    program.keys("F11")
    time.sleep(SETTLED)
    program.click("3 à vérifier" if language == "fr" else "3 points to check")


def _drag_two_ways(program: Program, language: str) -> None:
    term = "Semestre 2 2027/2028" if language == "fr" else "Semester 2 2027/2028"
    program.drag(program.item("PST003", role="list item").centre, program.list_box(term).centre, drop=False)


def _older(program: Program, _language: str) -> None:
    _select(program, "OLD101")
    program.keys("ctrl+i")


def _interview_begun(program: Program, language: str) -> None:
    _begun(program, language)
    time.sleep(SETTLED)
    program.keys("F11")


def _keys(*names: str) -> Callable[[Program, str], None]:
    return lambda program, _language: program.keys(*names)


def _many(plan: Plan, count: int) -> Plan:
    """*plan* with *count* scenarios: complete, lighter, with a semester off, with nothing in it yet."""
    soon, gentle = plan.scenarios
    waiver = Waiver(reason="Suivie dans un autre centre", date=date.fromisoformat(TODAY))
    waived = [Placement(unit="TET007", term=Term.parse("2028-S1"), waiver=waiver)]
    waived.append(Placement(unit="UAS004", term=Term.parse("2028-S2"), waiver=waiver))
    soon = replace(
        soon, name="Rapide", max_ects=18, placements=(*soon.placements, *waived, _placed("TET010", "2028-S1"))
    )
    gentle = replace(
        gentle, name="Doux", retained=True, placements=(*gentle.placements, *waived, _placed("UA211G", "2029-S2"))
    )
    later = [
        replace(each, term=Term.parse("2030-S1")) if each.term == Term.parse("2028-S1") else each
        for each in gentle.placements
    ]
    birth = replace(gentle, name="Naissance et congé", retained=False, leaves=(Term.parse("2028-S1"),))
    birth = replace(birth, placements=tuple(later))
    empty = replace(soon, name="Une variante au nom bien trop long pour tenir dans son panneau", placements=())
    profile = replace(plan.profile, tariff="region-job-seeker", weekly_hours=8)
    return replace(plan, scenarios=(gentle, soon, birth, empty)[:count], profile=profile, active=0)


def _placed(unit: str, term: str) -> Placement:
    return Placement(unit=unit, term=Term.parse(term))


def _hours(program: Program, language: str) -> None:
    """Hours a week in place of ECTS, the keys on a semester."""
    program.keys("ctrl+k")
    program.click("Voir les heures" if language == "fr" else "Show hours", role="button")
    program.keys("Tab", "Tab", "Tab", "Tab", "Tab", "Right")


def _clicks(*names: tuple[str, str]) -> Callable[[Program, str], None]:
    """Click on each of *names*, which are French and English, one after the other: through a menu to its dialog."""

    def view(program: Program, language: str) -> None:
        for french, english in names:
            program.click(french if language == "fr" else english)
            program.rest()

    return view


def _budget(program: Program, language: str) -> None:
    program.keys("ctrl+l")
    program.click("Autres coûts" if language == "fr" else "Other costs", role="button")


def _options(program: Program, language: str) -> None:
    program.click("Imprimer / Exporter" if language == "fr" else "Print / Export", role="button")
    program.rest()
    program.keys("p" if language == "fr" else "l")


def _waiver(program: Program, language: str) -> None:
    _select(program, "TET007")
    program.pointer("click", "3")
    program.rest()
    program.keys("g" if language == "fr" else "v")


def _attempts(program: Program, language: str) -> None:
    """The history of a unit."""
    units = "Unités à placer" if language == "fr" else "Units to place"
    program.pointer("mousemove", *map(str, program.item("TET010", role="list item", parent=units).centre))
    program.pointer("click", "1")
    program.keys("ctrl+i")
    program.pointer("mousemove", "1200", "500")
    program.pointer("click", "--repeat", "10", "5")


def _with_history(plan: Plan) -> Plan:
    """*plan* with two attempts at a unit."""
    states = {"2024-S1": UnitState.FAILED, "2025-S1": UnitState.WITHDRAWN}
    attempts = tuple(
        Attempt(unit="TET010", term=Term.parse(term), state=state, date=date.fromisoformat(TODAY))
        for term, state in states.items()
    )
    return replace(plan, profile=replace(plan.profile, attempts=attempts))


def _with_award(_plan: Plan) -> Plan:
    """A programme with every kind of choice, some of it chosen, a unit beyond what is asked for."""
    plan = plan_with_choices()
    placed = {
        "SOC101": "2027-S1",
        "SOC102": "2027-S2",
        "OPT101": "2027-S1",
        "OPT103": "2027-S2",
        "SHS202": "2028-S2",
        "DOM221": "2028-S1",
        "DOM211": "2028-S1",
        "CHI201": "2028-S1",
        "OPT102": "2028-S2",
    }
    placements = tuple(_placed(unit, term) for unit, term in placed.items())
    parcours = replace(plan.scenario, name="Chimie", placements=placements, branches=(f"{BRANCHES}.2",))
    others = tuple(_placed(unit, "2028-S1" if unit == "BIO201" else "2028-S2") for unit in ("BIO201", "BIO202"))
    kept = tuple(each for each in placements if each.unit not in ("CHI201", "OPT102"))
    other = replace(plan.scenario, name="Biologie", placements=(*kept, *others), branches=(f"{BRANCHES}.1",))
    return replace(plan, scenarios=(parcours, other))


def _award(program: Program, language: str) -> None:
    """The other branch chosen in the award: what left the plan by that is said."""
    program.click("Biologie, non choisi" if language == "fr" else "Biologie, not chosen")
    program.pointer("mousemove", "700", "700")


def _choices(program: Program, language: str) -> None:
    """A choice of the award open, with an option in hand."""
    program.click("SHES", role="list item")
    program.click("Option,", role="list item")
    term = "Semestre 2 2028/2029" if language == "fr" else "Semester 2 2028/2029"
    program.drag(program.item("SHS204", role="list item").centre, program.list_box(term).centre, drop=False)


def _with_choices() -> Plan:
    """A plan begun of a programme with every kind of choice, one of a long label."""
    plan = plan_with_choices()
    first, second = AWARD.blocks
    long = "Unités d’ouverture et de culture générale au choix de l’auditeur, deux UE à choisir parmi"
    members = tuple(
        replace(member, label=long) if member in first.blocks else member  # the only choice of the first stage
        for member in first.members
    )
    award = replace(AWARD, members=(replace(first, members=members), second))
    placed = (_placed("OPT101", "2027-S1"), _placed("SHS201", "2027-S1"), _placed("SOC101", "2027-S1"))
    programme = replace(plan.programme, award=award)
    extra = tuple(_placed(code, "2028-S1") for code in ("DOM211", "DOM221", "CHI201", "CHI203"))
    extra += (_placed("DOM212", "2027-S2"), _placed("BIO202", "2027-S2"))
    scenario = replace(plan.scenario, placements=(*placed, *extra), branches=("2.2.2",), set_aside=("SHS202",))
    return replace(plan, programme=programme, scenarios=(scenario,))


def _numbered(usual: Programme, number: int) -> Programme:
    """One of many programmes: some have long titles, some no centre."""
    title = "Licence professionnelle " + "en accompagnement des parcours et des transitions " * (number % 4)
    return replace(usual, code=f"LP{number:03}00A", title=title.strip(), publisher="Cnam Paris" if number % 5 else "")


def _edition(program: Program, language: str) -> None:
    """What a newer sheet changes; the library has it."""
    _clicks(("Édition", "Edit"), ("Comparer à", "Compare with"))(program, language)
    program.keys("Return")


def _edition_applied(program: Program, language: str) -> None:
    _edition(program, language)
    program.click("Appliquer" if language == "fr" else "Apply", role="button")


def _give_sheet(program: Program, language: str) -> None:
    program.keys("ctrl+shift+o")
    program.item("Texte de la fiche" if language == "fr" else "Text of the sheet", role="text")


def _refused_sheet(program: Program, language: str) -> None:
    """What is said of a text that is no sheet."""
    _give_sheet(program, language)
    program.write("Bonjour")
    program.click("Lire" if language == "fr" else "Read it", role="button", whole=True)


def _sheet(program: Program, language: str) -> None:
    """A sheet that was read, the keys on its second row."""
    program.desk.copy(SHEET)
    _give_sheet(program, language)
    program.keys("ctrl+v")
    program.item("Lignes de la formation" if language == "fr" else "Rows of the programme")
    program.keys("Down")


def _sheet_blocks(program: Program, language: str) -> None:
    _sheet(program, language)
    program.click("Blocs" if language == "fr" else "Blocks", role="page tab")


VIEWS: dict[str, Callable[[Program, str], object]] = {
    "choices": _choices,
    "board": lambda _program, _language: None,
    "drag": _drag,
    "inspector": _inspector,
    "what-if": _what_if,
    "proposal": _proposal,
    "leave": _leave,
    "sooner": _sooner,
    "begun": _begun,
    "award": _award,
    "award-begun": lambda _program, _language: None,
    "award-compare": _keys("ctrl+k"),
    "compare": _keys("ctrl+k"),
    "compare1": _keys("ctrl+k"),
    "compare3": _keys("ctrl+k"),
    "compare4": _keys("ctrl+k"),
    "compare-hours": _hours,
    "slack": _keys("ctrl+m"),
    "learner": _keys("ctrl+l"),
    "experience": _keys("ctrl+e"),
    "export": _keys("ctrl+shift+e"),
    "options": _options,
    "preview": _clicks(("Fichier", "File"), ("Aperçu avant impression", "Print preview")),
    "openings": _clicks(("Édition", "Edit"), ("Saisir les ouvertures", "Enter the openings")),
    "about": _clicks(("Aide", "Help"), ("À propos", "About")),
    "budget": _budget,
    "waiver": _waiver,
    "attempts": _attempts,
    "coming-back": _clicks(("Répondre", "Answer")),
    "guide": _keys("F1"),
    "interview": _interview,
    "interview-list": _keys("F11"),
    "interview-checks": _interview_of_complete_plan,
    "interview-begun": _interview_begun,
    "start": lambda _program, _language: None,
    "start-many": lambda _program, _language: None,
    "give-sheet": _refused_sheet,
    "sheet": _sheet,
    "sheet-blocks": _sheet_blocks,
    "certificate": _proposal,
    "two-ways": _drag_two_ways,
    "learner-modes": _keys("ctrl+l"),
    "asked": lambda _program, _language: None,
    "older": _older,
    "unknown": lambda _program, _language: None,
    "which-edition": _clicks(("Édition", "Edit"), ("Comparer à", "Compare with")),
    "edition": _edition,
    "edition-applied": _edition_applied,
    "going-on": _clicks(("Fichier", "File"), ("Continuer vers", "Go on to")),
}

SCENARIOS = {"compare1": 1, "compare3": 3, "compare4": 4, "compare-hours": 3}
"""How many scenarios the plan of a view has, where that is not the example's two."""


def _new(programme: Programme, *held: Credit) -> Plan:
    """A plan just begun, of a learner who has *held*."""
    scenario = Scenario(name="Scénario A", start=Term.parse("2026-S2"))
    return Plan(programme=programme, profile=Profile(credits=held), scenarios=(scenario,))


def _asked() -> Plan:
    """A certificate of which a VES is asked for."""
    day = date(2027, 6, 1)
    credit = Credit(unit="DNT105", basis=CreditBasis.VES, date=day, state=CreditState.ASKED, decided_by="Jury VES")
    plan = _new(programme_of(CERTIFICATE), credit)
    placed = (_placed("DNT104", "2027-S1"), _placed("DNT106", "2026-S2"))
    return plan.with_scenario(replace(plan.scenario, placements=placed))


def _with_older_unit() -> Plan:
    """A certificate of which a unit of an older sheet is linked to a row."""
    older = Credit(
        unit="OLD101",
        basis=CreditBasis.EQUIVALENCE,
        date=date(2023, 6, 30),
        title="Droit de l’informatique",
        ects=6,
        counts_for=("DNT104",),
        decided_by="Jury du 12 mai",
    )
    return _new(programme_of(CERTIFICATE), older)


def _with_acquired(plan: Plan) -> Plan:
    """The example, of a learner who has obtained five units, one of them elsewhere."""
    day = date(2026, 6, 30)
    codes = ("TET007", "AST002", "PST003", "TRS001")
    held = tuple(Credit(unit=code, basis=CreditBasis.EARLIER, date=day) for code in codes)
    abroad = Credit(unit="DIP300", basis=CreditBasis.EQUIVALENCE, date=day, title="Diplôme d’ailleurs", ects=12)
    scenarios = tuple(
        replace(one, placements=tuple(each for each in one.placements if each.unit not in codes))
        for one in plan.scenarios
    )
    return replace(plan, scenarios=scenarios, profile=replace(plan.profile, credits=(*held, abroad)))


PLANS: dict[str, Callable[[Plan], Plan]] = {
    **{view: lambda plan, count=count: _many(plan, count) for view, count in SCENARIOS.items()},
    "attempts": _with_history,
    "award": _with_award,
    "award-begun": lambda _plan: plan_with_choices(),
    "award-compare": _with_award,
    "choices": lambda _plan: _with_choices(),
    "certificate": lambda _plan: _new(programme_of(CERTIFICATE)),
    "two-ways": lambda _plan: _new(programme_of(TWO_WAYS)),
    "learner-modes": lambda _plan: _new(programme_of(TWO_WAYS)),
    "asked": lambda _plan: _asked(),
    "older": lambda _plan: _with_older_unit(),
    "unknown": lambda _plan: _new(programme_of(MIXED)),
    **dict.fromkeys(("edition", "edition-applied", "going-on"), _with_acquired),
}
"""What is made of the example for a view, or the plan that it shows instead."""
LIBRARY: dict[str, Callable[[Programme], tuple[Programme, ...]]] = {
    **dict.fromkeys(("which-edition", "edition", "edition-applied"), lambda usual: (newer(usual), licence())),
    "going-on": lambda usual: (licence(), programme_of(MIXED), elsewhere(usual)),
    "start-many": lambda usual: tuple(_numbered(usual, number) for number in range(40)),
}
"""What the user's library has in a view, beside what ships."""
LATER = {"coming-back": "2027-09-10"}
"""The day of a view, where it is not the usual one."""
WITHOUT_PLAN = ("start", "start-many", "give-sheet", "sheet", "sheet-blocks", "begun", "interview-begun")
"""Views that begin on the first page."""


def take(view: str, look: Look, out: Path) -> None:
    """Take one picture."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        plan = Path(shutil.copyfile(example_files()[0], home / "exemple.cspplan"))
        if view in PLANS:
            save(plan, PLANS[view](load(plan).plan), None)
        if view in LIBRARY:
            for programme in LIBRARY[view](load(plan).plan.programme):
                keep_programme(home / "data", programme)
        (home / "config").mkdir()
        settings = {"theme": look.theme, "language": look.language}
        (home / "config" / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
        desk = Desk(home, *look.size)
        try:
            files = () if view in WITHOUT_PLAN else (str(plan),)
            program = desk.open(*files, "--today", LATER.get(view, TODAY), QT_SCALE_FACTOR=str(look.scale))
            VIEWS[view](program, look.language)
            time.sleep(SETTLED)
            desk.picture(out)
            program.close()
        finally:
            desk.close()


def main() -> None:
    """Take what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("views", nargs="*", metavar="VIEW", help=", ".join(VIEWS))
    parser.add_argument("--look", choices=[look.name for look in LOOKS])
    parser.add_argument("--readme", action="store_true", help="the README's picture: window.png")
    options = parser.parse_args()
    if options.readme:
        take("drag", LOOKS[0], options.folder / "window.png")
        return
    options.folder.mkdir(parents=True, exist_ok=True)
    for look in LOOKS:
        for view in options.views or VIEWS:
            if options.look in (None, look.name):
                take(view, look, options.folder / f"{view}-{look.name}.png")


if __name__ == "__main__":
    main()
