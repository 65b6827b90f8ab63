"""Maquettes of a public web planner: every row, credit, offer and block is read, and what is none is refused."""

import json
from collections import Counter
from typing import Any

import pytest

from csp_planner.domain.award import Block, TakeBlocks, TakeEcts, TakeUnits
from csp_planner.domain.codes import is_made_up
from csp_planner.domain.offers import Mode, Offer
from csp_planner.domain.programme import Conditions, UnitKind
from csp_planner.domain.terms import Part
from csp_planner.sheet import maquette
from csp_planner.sheet.values import Doubt, Reading, SheetError, SheetProblem
from csp_planner.storage.codec import read_programme, write_programme

from .handed import FILES, YEAR, blocks_of, facts_of, text_of
from .made import group, item, sheet


def read(facts: dict[str, Any]) -> Reading:
    """What is read of the maquette *facts*."""
    text = json.dumps(facts)
    assert maquette.recognises(text)
    return maquette.read(text, YEAR)


def doubts(reading: Reading) -> list[tuple[Doubt, str, str]]:
    return [(guess.what, guess.about, guess.value) for guess in reading.guessed]


@pytest.mark.parametrize("code", FILES)
def test_no_row_credit_offer_or_block_of_a_handed_sheet_is_lost(code: str) -> None:
    facts = facts_of(code)
    reading = maquette.read(text_of(code), YEAR)
    programme = reading.programme
    assert (programme.code, programme.publisher, programme.sheet) == (facts["code"], "Cnam Paris", facts["url"])
    assert programme.announced.ects == facts["total_credits"]
    titles = {row["code"] or row["title"]: row for row in reversed(facts["items"])}
    assert len(programme.units) == len(titles)
    for unit in programme.units:
        row = titles[unit.title if is_made_up(unit.code) else unit.code]
        assert (unit.title, unit.ects) == (" ".join(row["title"].split()), row["ects"])
        assert [offer.part for offers in unit.openings.values() for offer in offers] == [
            part for part in Part if part in row["offer"]
        ]
    blocks = blocks_of(programme)
    members = Counter(code for block in blocks.values() for code in block.members if isinstance(code, str))
    if blocks:
        assert sum(members.values()) == len(facts["items"])
        stages = len(facts["years"]) if len(facts["years"]) > 1 else 0
        assert len(blocks) == 1 + stages + len(facts["groups"])
    else:
        assert (len(facts["years"]), facts["groups"]) == (1, [])
    assert reading.left_out == ()
    assert {guess.what for guess in reading.guessed} <= {Doubt.KIND, Doubt.MONTHS, Doubt.LABEL, Doubt.YEAR}
    assert read_programme(write_programme(programme)) == programme
    rows = [line.number for line in (*(said.line for said in reading.understood), *reading.left_out)]
    rows += [guess.line.number for guess in reading.guessed if guess.line is not None]
    assert sorted(rows) == list(range(1, len(reading.source.splitlines()) + 1))


def test_the_engineer_of_cyber_has_its_stages_choices_and_domains() -> None:
    blocks = blocks_of(maquette.read(text_of("CYC9106A"), YEAR).programme)
    assert {
        path: (block.label, block.take, block.printed_ects, len(block.leaves)) for path, block in blocks.items()
    } == {
        "": ("", "all", None, 70),
        "1": ("1re année", "all", None, 24),
        "1.1": ("Blocs fondamentaux", TakeUnits(4), 24, 16),
        "1.1.1": ("Bloc fondamental IAO", TakeUnits(1), 6, 2),
        "1.1.2": ("Bloc fondamental AISL", TakeUnits(1), 6, 3),
        "1.1.3": ("Bloc fondamental SIBI", TakeUnits(1), 6, 4),
        "1.1.4": ("Bloc fondamental IRSM", TakeUnits(1), 6, 4),
        "1.1.5": ("Bloc fondamental EI", TakeUnits(1), 6, 3),
        "2": ("2e année", "all", None, 41),
        "2.1": ("Anglais", TakeUnits(1), 6, 2),
        "2.2": ("SHES", TakeEcts(6), 6, 29),
        "3": ("3e année", "all", None, 5),
    }
    assert blocks["1.1"].at_least_blocks == 3
    assert "exclusion" in blocks["1.1"].note
    assert {block.note for block in blocks.values()} == {"", blocks["1.1"].note}


def test_two_options_are_branches_of_which_one_is_taken_and_stand_where_the_page_has_them() -> None:
    programme = maquette.read(text_of("CPN9600A"), YEAR).programme
    blocks = blocks_of(programme)
    assert [(path, block.label, block.take) for path, block in blocks.items()] == [
        ("", "", "all"),
        ("1", "", TakeBlocks(1)),
        ("1.1", "Option 1", "all"),
        ("1.2", "Option 2", "all"),
    ]
    assert blocks[""].members[10:] == ("BLG001", blocks["1"], "UA4001")


def test_a_choice_without_rows_is_kept_unchecked_with_its_words() -> None:
    block = blocks_of(maquette.read(text_of("BCH3702A"), YEAR).programme)["3.1"]
    assert (block.take, block.members, block.printed_ects) == (None, (), 60)
    assert block.note.startswith(block.label + " ")


def test_a_code_listed_twice_is_one_unit_in_two_blocks() -> None:
    programme = maquette.read(text_of("LG04101A"), YEAR).programme
    blocks = blocks_of(programme)
    assert blocks["2.1"].members == blocks["3.1"].members == ("ANG100", "ARA100", "RUS200", "ANG320")
    assert len(programme.by_code) == len(programme.units) == 33


def test_kinds_and_openings_go_by_code_words_and_offers() -> None:
    rows = {
        "DRA001": ("Droit", 4, {"S1": ["Formation en présentiel soir ou samedi"], "A": ["Formation hybride journée"]}),
        "DRA002": ("Techniques", 6, {}),
        "US1234": ("Ateliers", 2, {}),
        "UAEP05": ("Expérience professionnelle", 15, {}),
        "UAAD91": ("Admission à l’école", 0, {}),
        "UAM91C": ("Mémoire d’ingénieur", 30, {}),
        "UARA01": ("Rapport d’activité", 0, {}),
    }
    items = [item(code, code, title=title, ects=ects, offer=offer) for code, (title, ects, offer) in rows.items()]
    free = item("f", "", title="Une UE du département")
    reading = read(sheet(*items, free, item("g", "", title="Test d’anglais", ects=0)))
    found = {unit.title: (unit.kind, dict(unit.openings)) for unit in reading.programme.units}
    offers = (Offer(Part.S1, (Mode.EVENING,)), Offer(Part.ANNUAL, (Mode.HYBRID,)))
    assert found == {
        "Droit": (UnitKind.TAUGHT, {YEAR: offers}),
        "Techniques": (UnitKind.TAUGHT, {YEAR: ()}),
        "Ateliers": (UnitKind.TAUGHT, {}),
        "Expérience professionnelle": (UnitKind.EXPERIENCE, {}),
        "Admission à l’école": (UnitKind.MILESTONE, {}),
        "Mémoire d’ingénieur": (UnitKind.REPORT, {}),
        "Rapport d’activité": (UnitKind.REPORT, {}),
        "Une UE du département": (UnitKind.SLOT, {}),
        "Test d’anglais": (UnitKind.MILESTONE, {}),
    }
    guessed = [about for what, about, _value in doubts(reading) if what is Doubt.KIND]
    assert guessed == [unit.code for unit in reading.programme.units[2:]]
    assert (Doubt.ECTS, "UARA01", "0") in doubts(reading)
    assert (reading.programme.award, reading.programme.conditions) == (None, Conditions())


@pytest.mark.parametrize(("title", "months"), [("de 18 mois", 18), ("de deux ans", 24)])
def test_the_one_experience_with_months_is_judged_by_dates(title: str, months: int) -> None:
    dated = item("i1", "UA1", title=f"Expérience professionnelle {title}", ects=12)
    plain = item("i2", "UA2", title="Expérience professionnelle")
    reading = read(sheet(dated, plain))
    assert reading.programme.conditions == Conditions(experience_unit="UA1", experience_months=months)
    assert (Doubt.MONTHS, "UA1", str(months)) in doubts(reading)
    again = {**dated, "id": "i3", "code": "UA3"}
    assert read(sheet(dated, plain, again)).programme.conditions == Conditions()


@pytest.mark.parametrize(
    ("words", "mode"),
    [
        ("Formation en présentiel soir ou samedi", Mode.EVENING),
        ("Formation en présentiel journée", Mode.DAYTIME),
        ("Formation à distance planifiée soir ou samedi", Mode.DISTANCE_SCHEDULED),
        ("Formation à distance planifiée journée", Mode.DISTANCE_SCHEDULED),
        ("Formation ouverte et à distance", Mode.DISTANCE_OPEN),
        ("Formation hybride soir ou samedi", Mode.HYBRID),
        ("Formation co-modale journée", Mode.CO_MODAL),
        ("En forêt", "En forêt"),
        ("En  forêt " * 20, ("En forêt " * 7).rstrip() + "…"),
    ],
)
def test_ways_to_attend_are_known_or_kept_as_they_are(words: str, mode: str) -> None:
    (unit,) = read(sheet(item("i1", "A", offer={"S2": [words, words]}))).programme.units
    assert dict(unit.openings) == {YEAR: (Offer(Part.S2, (mode,)),)}


def test_a_sheet_without_any_offer_publishes_no_year() -> None:
    reading = read(sheet(item("i1", "A"), item("i2", "B")))
    assert (reading.programme.published_years, [dict(u.openings) for u in reading.programme.units]) == ((), [{}, {}])
    assert doubts(reading) == []


def test_the_year_is_a_guess_unless_the_file_says_when_it_was_fetched() -> None:
    facts = sheet(item("i1", "A", offer={"S1": []}))
    assert (read(facts).programme.published_years, doubts(read(facts))) == ((YEAR,), [(Doubt.YEAR, "", str(YEAR))])
    known = read({**facts, "fetched_at": "2024-09-03T10:00:00Z"})
    assert (known.programme.published_years, doubts(known)) == ((2024,), [])


def test_groups_stand_where_their_rows_do_and_may_hold_one_another() -> None:
    groups = (
        group("g1", "alternative", "2 parcours possibles, 1 à choisir"),
        group("g2", "branch", "", parent="g1"),
        group("g3", "choice", "Deux UE à choisir parmi", parent="g2", rule={"ue_count": 2, "total_ects": 12}),
        group("g4", "branch", "Son", parent="g1"),
        group("g5", "choice", "Stage à choisir"),
        group("g6", "choice", "Ouverture", rule={"total_ects": 6}),
        group("g7", "parent", "3 domaines parmi 5"),
        group("g8", "choice", "Art, 6 crédits", parent="g7", rule={"credits": 6}),
    )
    rows = [item("i1", "A"), item("i2", "B", group="g2"), item("i3", "C", group="g3"), item("i4", "D", group="g3")]
    rows += [item("i5", "E", group="g4"), item("i6", "F", group="g6"), item("i7", "G"), item("i8", "H", group="g8")]
    reading = read(sheet(*rows, groups=groups))
    choice = Block(take=TakeUnits(2), members=("C", "D"), printed_ects=12)
    branches = (Block(label="Option 1", members=("B", choice)), Block(label="Son", members=("E",)))
    assert reading.programme.award == Block(
        members=(
            "A",
            Block(take=TakeBlocks(1), members=branches),
            Block(label="Stage", take=None, note="Stage à choisir"),
            Block(label="Ouverture", take=TakeEcts(6), members=("F",), printed_ects=6),
            "G",
            Block(take=TakeBlocks(3), members=(Block(label="Art", take=TakeEcts(6), members=("H",)),)),
        )
    )
    assert (Doubt.LABEL, "1.1", "Option 1") in doubts(reading)


def test_two_groups_alike_are_two_blocks_and_one_code_is_one_member() -> None:
    twins = [group(name, "choice", "Une UE à choisir parmi", rule={"ue_count": 1}) for name in ("g1", "g2")]
    rows = [item("i1", "A", group="g1"), item("i2", "A", group="g1"), item("i3", "A", group="g2")]
    assert len(blocks_of(read(sheet(*rows, groups=tuple(twins))).programme)) == 3
    assert blocks_of(read(sheet(*rows, groups=tuple(twins))).programme)["1"].members == ("A",)


def test_what_a_row_says_otherwise_the_second_time_is_left_out() -> None:
    first, second = item("i1", "A", offer={"S1": ["x"]}), item("i2", "A", ects=4, offer={"S1": ["y"], "S2": []})
    reading = read(sheet(first, second, item("i3", "B", offer={"T3": ["été"]}, offer_notes=["sur demande"])))
    assert reading.programme.by_code["A"].ects == 6
    assert dict(reading.programme.by_code["A"].openings) == {YEAR: (Offer(Part.S1, ("x", "y")), Offer(Part.S2))}
    assert [line.text for line in reading.left_out] == ["A\tTitre de A\t4 ECTS\tS1: y\tS2: ", "T3: été", "sur demande"]


@pytest.mark.parametrize(
    "facts",
    [
        {**sheet(item("i1", "A")), "items": {"i1": {}}},
        sheet(item("i1", "A", ects="6")),
        sheet(item("i1", "A", ects=-1)),
        sheet(item("i1", "A", ects=True)),
        sheet(item("i1", "A", title=["a"])),
        sheet(item("i1", "A", group="g9")),
        sheet(item("i1", "A", year="y9")),
        sheet(item("i1", "A"), groups=(group("g1", "set", ""),)),
        sheet(item("i1", "A"), groups=(group("g1", "choice", "", rule={"ue_count": 1.5}),)),
        sheet(item("i1", "A"), groups=(group("g1", "choice", ""), group("g1", "choice", ""))),
        {"items": 3, "title": "x"},
    ],
)
def test_what_is_no_maquette_is_refused_by_name(facts: dict[str, Any]) -> None:
    with pytest.raises(SheetError) as caught:
        read(facts)
    assert (caught.value.problem, caught.value.found) == (SheetProblem.OTHER_FORMAT, "JSON")


@pytest.mark.parametrize(
    "text",
    ['{"items": [', '{"items": [], "title": NaN}', "[" * 50_000, '{"items": ' + "9" * 5_000 + ', "title": ""}', "{}]"],
)
def test_text_that_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(SheetError) as caught:
        maquette.read(text, YEAR)
    assert caught.value.problem in (SheetProblem.OTHER_FORMAT, SheetProblem.DAMAGED)
    assert caught.value.found == "JSON"


def test_more_than_a_programme_may_hold_is_refused() -> None:
    ring = (group("g1", "choice", "", parent="g2"), group("g2", "choice", "", parent="g1"))
    deep = tuple(group(f"g{n}", "choice", "", parent=f"g{n - 1}" if n else None) for n in range(7))
    wide = tuple(group(f"g{n}", "choice", "x") for n in range(200))
    for facts in (
        sheet(*(item(f"i{n}", f"C{n}") for n in range(501))),
        sheet(item("i1", "A"), groups=ring),
        sheet(item("i1", "A", group="g6"), groups=deep),
        sheet(item("i1", "A"), groups=wide),
    ):
        with pytest.raises(SheetError) as caught:
            read(facts)
        assert caught.value.problem is SheetProblem.TOO_MANY
    with pytest.raises(SheetError) as caught:
        read(sheet())
    assert caught.value.problem is SheetProblem.NO_UNITS
