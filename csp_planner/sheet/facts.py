"""Reads what a recap sheet says beside its units: its title, totals, dates, conditions, prices and next steps."""

import re
from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from csp_planner.domain.codes import made_up_code
from csp_planner.domain.limits import FIRST_DAY, LAST_DAY, MAX_CODE, MAX_ITEMS, MAX_TEXT
from csp_planner.domain.programme import (
    Accreditation,
    AnnouncedTotals,
    Conditions,
    EnrolmentWindow,
    MonthDay,
    NextStep,
    Programme,
    Tariff,
    Unit,
    UnitKind,
)
from csp_planner.domain.terms import year_label
from csp_planner.sheet.kinds import experience_months, placement_months
from csp_planner.sheet.notes import Notes
from csp_planner.sheet.values import Doubt, SourceLine
from csp_planner.sheet.words import AMOUNT, CODE, amount_in, one_line, price_at_the_end, typeset

_HEADINGS = (
    "accréditation", "présentation", "mentions officielles", "taux de réussite", "objectifs",
    "objectifs : aptitudes et compétences", "compétences", "prérequis", "délais d'accès", "parcours conseillé",
    "programme", "modalités", "modalités pédagogiques", "modalités de validation", "modalités d'évaluation", "tarif",
    "tarifs", "blocs de compétences", "suites de parcours", "suites de parcours : poursuites d'études possibles",
    "passerelles", "passerelles : lien entre certifications", "débouchés", "débouchés - métiers visés",
    "devenir des diplômés", "contact", "contacts", "informations pratiques",
)  # fmt: skip
_LONGEST_HEADING = max(map(len, _HEADINGS)) + 4
_LONGEST_LINE = 2_000
_MOST_WRAPPED = 3
"""Lines that one line may go on in, on paper."""
_NAME = re.compile(rf"(?:[^|]{{0,80}}[ :])?(?P<code>{CODE}) \| (?P<title>\S.*)\Z")
_LEVEL_BEFORE = re.compile(r"Titre RNCP Niveau [0-9] ", re.IGNORECASE)
_LEVEL = re.compile(r"\bniveau ([0-9])\b", re.IGNORECASE)
_REGISTER = re.compile(r"Code RNCP : ([0-9]{3,6})\b", re.IGNORECASE)
_HOURS_TOTAL = re.compile(r"total d.heures d.enseignement|total des heures|heures", re.IGNORECASE)
_ECTS_TOTAL = re.compile(r"crédits ects|total ects", re.IGNORECASE)
_TOTAL_INLINE = re.compile(
    rf"(?P<name>[^\d:]{{4,40}}?) ?: (?P<amount>{AMOUNT})\Z|(?P<first>{AMOUNT}) (?P<last>\D{{4,40}})\Z"
)
_MONTHS = (
    ("janvier", "January"), ("février", "February"), ("mars", "March"), ("avril", "April"), ("mai", "May"),
    ("juin", "June"), ("juillet", "July"), ("août", "August"), ("septembre", "September"), ("octobre", "October"),
    ("novembre", "November"), ("décembre", "December"),
)  # fmt: skip
_MONTH_NUMBERS = {french: number for number, (french, _) in enumerate(_MONTHS, start=1)}
_MONTH = "(?:" + "|".join(_MONTH_NUMBERS) + ")"
_UNTIL = re.compile(
    rf"valable jusqu.au (?:(?P<day>[0-9]{{1,2}})/(?P<month>[0-9]{{1,2}})/(?P<year>[0-9]{{4}})"
    rf"|(?P<day2>[0-9]{{1,2}})(?:er)? (?P<word>{_MONTH}) (?P<year2>[0-9]{{4}}))",
    re.IGNORECASE,
)
_ENROLMENT = re.compile(
    rf"\W{{0,3}}(?P<which>UE du (?P<semester>1er|2e|2nd|2d) semestre[^:]{{0,60}}?) ?: inscription "
    rf"(?:entre|de|d.) ?(?P<opens>{_MONTH}) (?:et|à|jusqu.à|jusqu.en) ?(?:(?P<part>mi|fin)[- ])?(?P<closes>{_MONTH})\b",
    re.IGNORECASE,
)
_VALIDATED = re.compile(r"\bvalidé? (?:les|toutes les) ([0-9]{1,3}) (?:ue|unités)\b", re.IGNORECASE)
_REPORT = re.compile(r"\b(?:rédigé|soutenu|validé)\b.*\b(?:rapport|mémoire)\b", re.IGNORECASE)
_CONDITION = re.compile(r"\W{0,3}([0-9])\s?[/.)°]")
_STEP_BEGINS = re.compile(r"\W{0,3}vers un niveau\b", re.IGNORECASE)
_STEP = re.compile(
    rf"\W{{0,3}}vers un niveau (?P<level>bac ?\+ ?[0-9]) ?: (?P<title>\S.*) \((?P<code>{CODE})\)\W{{0,2}}\Z",
    re.IGNORECASE,
)
_CELLS = re.compile(r"\t| {2,}")
_FUNDINGS = (
    (re.compile(r"\bcpf\b", re.IGNORECASE), "cpf"),
    (re.compile(r"\brégion\b.*\bdemandeur", re.IGNORECASE), "region-job-seeker"),
    (re.compile(r"\brégion\b.*\bsalarié", re.IGNORECASE), "region-employee"),
    (re.compile(r"\bpôle emploi\b", re.IGNORECASE), "pole-emploi"),
    (re.compile(r"\bfrance travail\b", re.IGNORECASE), "france-travail"),
    (re.compile(r"\bemployeur\b", re.IGNORECASE), "employer"),
)
"""Words of a price, and the code that plans know it by; the first that fits."""


def is_heading(line: str) -> bool:
    """Return whether *line* is the heading of a part of a recap sheet."""
    return len(line) <= _LONGEST_HEADING and _plain(line) in _HEADINGS


def opens_programme(line: str) -> bool:
    """Return whether *line* is the heading of the part that lists the units."""
    return _plain(line) == "programme"


def _plain(line: str) -> str:
    return one_line(line).replace("’", "'").lower().rstrip(" :")


def with_facts(programme: Programme, notes: Notes) -> Programme:
    """Return *programme* with what the lines of *notes* say beside its units."""
    sections = _sections(notes.lines)
    top = sections.get("", [])
    code, title = _name(top, notes)
    programme = replace(
        programme,
        code=code,
        title=title,
        sheet=_sheet(notes.lines, code, title, programme.published_years),
        announced=_announced(top, notes),
        accreditation=_accreditation(sections.get("accréditation", top), notes),
        tariffs=_tariffs([*sections.get("tarif", []), *sections.get("tarifs", [])], notes),
        next_steps=_next_steps(_starting(sections, "suites de parcours"), notes),
        source="",
    )
    first, second = _enrolments(sections.get("délais d'accès", []), notes)
    programme = replace(programme, enrolment_semester_1=first, enrolment_semester_2=second)
    programme = _with_blocks_said(programme, sections.get("blocs de compétences", []), notes)
    return replace(programme, conditions=_conditions(programme, sections.get("modalités de validation", []), notes))


def _sections(lines: Sequence[SourceLine]) -> dict[str, list[SourceLine]]:
    """Return the lines of each part by its heading; those before the first heading by ""."""
    found: dict[str, list[SourceLine]] = {"": []}
    here = found[""]
    for line in lines:
        if is_heading(line.text):
            here = found.setdefault(_plain(line.text), [])
        elif line.text.strip() and len(line.text) <= _LONGEST_LINE:
            here.append(line)
    return found


def _starting(sections: dict[str, list[SourceLine]], start: str) -> list[SourceLine]:
    return [line for heading, lines in sections.items() if heading.startswith(start) for line in lines]


def _name(top: Sequence[SourceLine], notes: Notes) -> tuple[str, str]:
    """Return the code and the title of the diploma; of a sheet that names none, a made-up code."""
    for place, line in enumerate(top):
        found = _NAME.match(one_line(line.text))
        if found is None:
            continue
        notes.understand(line)
        title = found["title"]
        for rest in _next_to(top, place):
            if not rest.text.lstrip()[:1].islower():
                break
            notes.understand(rest)
            title += f" {rest.text}"
        return found["code"], typeset(_LEVEL_BEFORE.sub("", title, count=1))
    return made_up_code(""), ""


def _next_to(lines: Sequence[SourceLine], place: int) -> Iterator[SourceLine]:
    """Yield the lines that follow the one at *place* with none between: on paper they may go on with what it says."""
    for index in range(place + 1, min(place + 1 + _MOST_WRAPPED, len(lines))):
        if lines[index].number != lines[index - 1].number + 1:
            return
        yield lines[index]


def _sheet(lines: Sequence[SourceLine], code: str, title: str, years: Sequence[int]) -> str:
    """Return what names the sheet: its kind, the diploma, its number in the national register, its editions."""
    register, level = _first(_REGISTER, lines), _first(_LEVEL, (line for line in lines if code in line.text))
    known = (f"code RNCP {register}" if register else "", f"niveau {level}" if level else "")
    details = ", ".join(filter(None, known))
    name = f"fiche récapitulative {code}" if title else "fiche récapitulative"
    editions = ""
    if years:
        first, last = year_label(years[0]), year_label(years[-1])
        editions = f", éditions {first} à {last}" if len(years) > 1 else f", édition {first}"
    return f"{name} ({details}){editions}" if details else f"{name}{editions}"


def _first(shape: re.Pattern[str], lines: Iterable[SourceLine]) -> str:
    """Return what *shape* finds in the first of *lines* that it fits; "" for none."""
    found = (shape.search(one_line(line.text[:_LONGEST_LINE])) for line in lines)
    return next((one[1] for one in found if one is not None), "")


def _announced(top: Sequence[SourceLine], notes: Notes) -> AnnouncedTotals:
    """Return the announced totals: an amount, and what it is of in the same line or in the next one."""
    ects = hours = None
    for place, line in enumerate(top):
        text = one_line(line.text)
        inline = _TOTAL_INLINE.match(text)
        before = amount_in(top[place - 1].text) if place else None
        name = (inline["name"] or inline["last"]) if inline else text
        amount = amount_in(inline["amount"] or inline["first"]) if inline else before
        if amount is None or not (_HOURS_TOTAL.fullmatch(name) or _ECTS_TOTAL.fullmatch(name)):
            continue
        if _HOURS_TOTAL.fullmatch(name):
            hours = amount
        else:
            ects = amount
        notes.understand(line)
        if not inline:
            notes.understand(top[place - 1])
    if ects is None and hours is None:
        return AnnouncedTotals()
    return AnnouncedTotals(ects=ects, hours=hours, source="En-tête de la fiche")


def _accreditation(lines: Sequence[SourceLine], notes: Notes) -> Accreditation | None:
    for line in lines:
        found = _UNTIL.search(one_line(line.text))
        if found is None:
            continue
        day, year = int(found["day"] or found["day2"]), int(found["year"] or found["year2"])
        month = int(found["month"]) if found["month"] else _MONTH_NUMBERS[found["word"].lower()]
        try:
            ends = date(year, month, day)
        except ValueError:
            continue
        if FIRST_DAY <= ends <= LAST_DAY:
            notes.understand(line)
            return Accreditation(ends=ends, source="Accréditation")
    return None


def _enrolments(lines: Sequence[SourceLine], notes: Notes) -> tuple[EnrolmentWindow | None, EnrolmentWindow | None]:
    """Return when one can enrol for each semester; the sheet names months, and the days are conventions."""
    windows: dict[bool, EnrolmentWindow] = {}
    for line in lines:
        found = _ENROLMENT.match(one_line(line.text))
        if found is None:
            continue
        windows.setdefault(found["semester"] == "1er", _window(found))
        notes.understand(line)
    return windows.get(True), windows.get(False)


def _window(found: re.Match[str]) -> EnrolmentWindow:
    opens, closes = _MONTH_NUMBERS[found["opens"].lower()], _MONTH_NUMBERS[found["closes"].lower()]
    french, english = _MONTHS[closes - 1]
    is_middle = (found["part"] or "").lower() == "mi"
    return EnrolmentWindow(
        opens=MonthDay(month=opens, day=1),
        closes=MonthDay(
            month=closes,
            day=15 if is_middle else monthrange(2023, closes)[1],  # in no leap year: the day is in every year
            next_year=closes < opens,
        ),
        closes_in_words={"fr": f"mi-{french}", "en": f"mid-{english}"}
        if is_middle
        else {"fr": f"fin {french}", "en": f"the end of {english}"},
        source=f"Délais d'accès : {found['which']}",
    )


def _conditions(programme: Programme, lines: Sequence[SourceLine], notes: Notes) -> Conditions:
    """Return the conditions of the award: what the sheet asks for, and what its rows say of experience and a report."""
    experience = _dated_experience(programme.units, notes)
    reports = [unit.code for unit in programme.units if unit.kind is UnitKind.REPORT]
    found = Conditions(
        experience_unit=experience.code if experience else None,
        experience_months=experience_months(experience.title) if experience else None,
        placement_months=(placement_months(experience.title) or 0) if experience else 0,
        report_unit=reports[0] if len(reports) == 1 else None,
    )
    numbers: list[str] = []
    for line in lines:
        changed = _condition(found, one_line(line.text), programme)
        number = _CONDITION.match(one_line(line.text))
        if changed is None:
            if number is not None:
                notes.leave_out(line)
            continue
        notes.understand(line)
        found = changed
        numbers += [number[1]] if number else []
    source = "Modalités de validation"
    if numbers:
        source += f", conditions {numbers[0]} à {numbers[-1]}" if len(numbers) > 1 else f", condition {numbers[0]}"
    elif found.units == () and not any(_condition(found, one_line(line.text), programme) for line in lines):
        source = ""
    return replace(found, source=source)


def _dated_experience(units: Sequence[Unit], notes: Notes) -> Unit | None:
    """Return the only row of experience whose title says its months."""
    dated = [unit for unit in units if unit.kind is UnitKind.EXPERIENCE and experience_months(unit.title) is not None]
    if len(dated) != 1:
        return None
    (unit,) = dated
    line = notes.line_about(unit.code)
    notes.guess(line, Doubt.MONTHS, str(experience_months(unit.title)), unit.code)
    return unit


def _condition(known: Conditions, text: str, programme: Programme) -> Conditions | None:
    """Return *known* with the condition that *text* is; None where it is none that can be read."""
    units, months = _VALIDATED.search(text), experience_months(text)
    if units is not None:
        taught = tuple(unit.code for unit in programme.units if unit.kind is UnitKind.TAUGHT)
        return replace(known, units=taught) if len(taught) == int(units[1]) else None
    if months is not None and known.experience_unit is not None:
        return replace(
            known,
            experience_months=months,
            placement_months=placement_months(text) or known.placement_months,
        )
    if _REPORT.search(text) and known.report_unit is not None:
        return known
    return None


def _tariffs(lines: Sequence[SourceLine], notes: Notes) -> tuple[Tariff, ...]:
    """Return the prices: lines that end in one, whatever says before it who pays."""
    found: dict[str, Tariff] = {}
    for line in lines:
        price = price_at_the_end(line.text)
        if price is None or not price[0] or len(found) >= MAX_ITEMS:
            continue
        before, euros = price
        label = typeset(" : ".join(filter(None, (cell.strip(" :") for cell in _cells_before(line.text, before)))))
        code = next((code for shape, code in _FUNDINGS if shape.search(label)), _slug(label))
        code = _not_taken(code or "tarif", found)
        found[code] = Tariff(code=code, label={"fr": label}, euros=euros, source="Tarif")
        notes.understand(line)
    return tuple(found.values())


def _not_taken(code: str, taken: Collection[str]) -> str:
    """Return *code*, with a number where it is *taken*."""
    return next(one for one in (code, *(f"{code}-{n}" for n in range(2, len(taken) + 3))) if one not in taken)


def _cells_before(line: str, before: str) -> Iterator[str]:
    """Return the cells of *line*, the price at its end left out."""
    cells = [one_line(cell) for cell in _CELLS.split(line.strip())]
    text = one_line(" ".join(cells))
    kept = len(before) if text.startswith(before) else 0
    for cell in cells:
        yield cell[:kept]
        kept = max(0, kept - len(cell) - 1)


def _slug(label: str) -> str:
    return re.sub(r"\W+", "-", label.lower()).strip("-_")[: MAX_CODE - 4].strip("-_")


def _next_steps(lines: Sequence[SourceLine], notes: Notes) -> tuple[NextStep, ...]:
    found: dict[str, NextStep] = {}
    for place, line in enumerate(lines):
        text, whole = one_line(line.text), [line]
        step = _STEP.match(text)
        for rest in _next_to(lines, place) if _STEP_BEGINS.match(text) else ():
            if step is not None or _STEP_BEGINS.match(one_line(rest.text)):
                break
            whole.append(rest)
            text = f"{text} {one_line(rest.text)}"
            step = _STEP.match(text)
        if step is not None and len(found) < MAX_ITEMS:
            title, level = typeset(step["title"])[:MAX_TEXT], step["level"]
            found.setdefault(
                step["code"], NextStep(code=step["code"], title=title, level=level, source="Suites de parcours")
            )
            for one in whole:
                notes.understand(one)
    return tuple(found.values())


def _with_blocks_said(programme: Programme, lines: Sequence[SourceLine], notes: Notes) -> Programme:
    """Return *programme* with whether its blocks of skills can be validated alone, as far as the sheet says it."""
    for line in lines:
        found = re.search(r"\b(pas de )?possibilité de valider\b", line.text, re.IGNORECASE)
        if found is not None:
            notes.understand(line)
            return replace(programme, blocks_can_be_validated_alone=found[1] is None, source="Blocs de compétences")
    return programme
