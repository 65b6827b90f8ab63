"""Prints a programme as centres do: in the layout of a recap sheet, and as a table. What is read back must be equal."""

import csv
from collections.abc import Iterator, Sequence
from io import BytesIO, StringIO

from openpyxl import Workbook

from csp_planner.domain.award import Block, TakeBlocks, TakeEcts, TakeUnits
from csp_planner.domain.codes import printed_code
from csp_planner.domain.offers import Offers
from csp_planner.domain.programme import EnrolmentWindow, Programme, Unit
from csp_planner.domain.terms import Part, year_label

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
_PARTS = {
    (): "",
    (Part.S1,): "Semestre 1",
    (Part.S2,): "Semestre 2",
    (Part.ANNUAL,): "Annuel",
    (Part.S1, Part.S2): "Semestres 1 et 2",
    (Part.S1, Part.ANNUAL): "Semestre 1 ou annuel",
    (Part.S2, Part.ANNUAL): "Semestre 2 ou annuel",
    (Part.S1, Part.S2, Part.ANNUAL): "Semestres 1 et 2, annuel",
}


def amount(value: float) -> str:
    return f"{value:.10g}".replace(".", ",")


def euros(value: float) -> str:
    """« 6.225 € », « 12.450,50 € »."""
    whole, cents = divmod(round(value * 100), 100)
    return f"{whole:,}".replace(",", ".") + (f",{cents:02}" if cents else "") + " €"


def parts_words(offers: Offers) -> str:
    return _PARTS[tuple(offer.part for offer in offers)]


def as_recap(programme: Programme) -> str:
    """*programme* in the layout of a recap sheet."""
    return "\n".join((*_head(programme), "Programme", "", *_tables(programme), *_rest(programme), ""))


def _head(programme: Programme) -> Iterator[str]:
    yield from ("", "Fiche récapitulative", "", f"RNCP Niveau 6 : {programme.code} | {programme.title}", "")
    if programme.announced.hours is not None:
        yield from (amount(programme.announced.hours), "", "Total d'heures d'enseignement", "")
    if programme.announced.ects is not None:
        yield from (amount(programme.announced.ects), "", "Crédits ECTS", "")
    if programme.accreditation is not None:
        yield from ("Accréditation", "", f"Valable jusqu'au {programme.accreditation.ends:%d/%m/%Y}", "")
    yield from ("Présentation", "", "On apprend 3 choses en 6 mois.", "", "Délais d'accès", "")
    windows = (("1er", programme.enrolment_semester_1), ("2e", programme.enrolment_semester_2))
    yield from (f"- UE du {ordinal} semestre : inscription {_months(one)}" for ordinal, one in windows if one)


def _months(window: EnrolmentWindow) -> str:
    middle = "mi-" if window.closes.day == 15 else ""
    return f"entre {MONTHS[window.opens.month - 1]} et {middle}{MONTHS[window.closes.month - 1]}"


def _tables(programme: Programme) -> Iterator[str]:
    years = [f"Année {year_label(year)}" for year in programme.published_years]
    groups = (
        programme.award.blocks if programme.award else (Block(label="Unités obligatoires", members=_codes(programme)),)
    )
    for group in groups:
        yield "\t".join((group.label, *years))
        for code in group.codes:
            unit = programme.by_code[code]
            yield "\t".join(
                (recap_row(unit), *(parts_words(unit.openings[year]) for year in programme.published_years))
            )
        if group.printed_ects is not None:
            yield f"Total {amount(group.printed_ects)} : ECTS"
        yield ""


def _codes(programme: Programme) -> tuple[str, ...]:
    return tuple(unit.code for unit in programme.units)


def recap_row(unit: Unit) -> str:
    hours = "" if unit.hours is None else f" 🕒 {amount(unit.hours)} heures"
    return f"{printed_code(unit.code)} {unit.title} {amount(unit.ects)} ECTS{hours}".strip()


def _rest(programme: Programme) -> Iterator[str]:
    conditions = programme.conditions
    if conditions.units:
        yield from ("Modalités de validation", f"- 1/ avoir validé les {len(conditions.units)} UE")
    if programme.tariffs:
        yield from ("Tarif", *(f"{tariff.label['fr']}\t{euros(tariff.euros)}" for tariff in programme.tariffs))
    if programme.source:
        no = "" if programme.blocks_can_be_validated_alone else "Pas de "
        yield from ("Blocs de compétences", f"{no}possibilité de valider un bloc")
    if programme.next_steps:
        yield "Suites de parcours"
        yield from (f"- Vers un niveau {step.level} : {step.title} ({step.code})" for step in programme.next_steps)


def table_rows(programme: Programme) -> Iterator[Sequence[str]]:
    """*programme* as the rows of a table."""
    yield "Diplôme", programme.code, programme.title
    yield "Éditeur", programme.publisher
    if programme.announced.ects is not None:
        yield "Crédits ECTS", amount(programme.announced.ects)
    if programme.announced.hours is not None:
        yield "Heures", amount(programme.announced.hours)
    yield ()
    years = programme.published_years
    yield "Code", "Intitulé", "ECTS", "Heures", "Nature", "Bloc", *map(year_label, years)
    for code, path in _placed(programme):
        unit = programme.by_code[code]
        hours = "" if unit.hours is None else amount(unit.hours)
        cells = (_offers_cell(unit.openings[year]) for year in years)
        yield printed_code(code), unit.title, amount(unit.ects), hours, unit.kind.value, path, *cells


def _placed(programme: Programme) -> Iterator[tuple[str, str]]:
    """Each row with its block: a code that stands in two blocks has two rows."""
    if programme.award is None:
        yield from ((code, "") for code in _codes(programme))
        return
    yield from _members(programme.award, "")


def _members(block: Block, path: str) -> Iterator[tuple[str, str]]:
    for member in block.members:
        if isinstance(member, str):
            yield member, path
        else:
            step = f"{member.label} [{_rule(member)}]" if _rule(member) else member.label
            yield from _members(member, f"{path} > {step}" if path else step)


def _rule(block: Block) -> str:
    within = f" dans {block.at_least_blocks} blocs" if block.at_least_blocks else ""
    total = f", total {amount(block.printed_ects)} ECTS" if block.printed_ects is not None else ""
    match block.take:
        case TakeUnits(units):
            return f"choisir {units} UE{within}{total}"
        case TakeEcts(ects):
            return f"choisir {amount(ects)} ECTS{within}{total}"
        case TakeBlocks(blocks):
            return f"choisir {blocks} blocs{total}"
        case _:
            return total.removeprefix(", ")


def _offers_cell(offers: Offers) -> str:
    if not any(offer.modes for offer in offers):
        return parts_words(offers)
    words = {Part.S1: "S1", Part.S2: "S2", Part.ANNUAL: "annuel"}
    return "; ".join(words[one.part] + (f" ({', '.join(one.modes)})" if one.modes else "") for one in offers)


def as_csv(programme: Programme, delimiter: str = ";", encoding: str = "utf-8-sig") -> bytes:
    file = StringIO(newline="")
    csv.writer(file, delimiter=delimiter, lineterminator="\r\n").writerows(table_rows(programme))
    return file.getvalue().encode(encoding)


def as_xlsx(programme: Programme) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in table_rows(programme):
        sheet.append(list(row))
        for cell in sheet[sheet.max_row]:
            cell.data_type = "s"  # never a formula
    done = BytesIO()
    book.save(done)
    return done.getvalue()
