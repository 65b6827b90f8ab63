"""Two parcours side by side, in words and as values."""

from csp_planner.cli.output.comparison_json import comparison_json
from csp_planner.cli.output.comparison_text import comparison_text
from csp_planner.domain.planning.comparison import compare
from csp_planner.messages.catalogue import use_language
from csp_planner.messages.comparison import comparison_sections, comparison_table

from ..domain.helpers import TODAY
from ..domain.planning.test_choices_compared import parcours


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


def test_the_table_says_under_the_picture_which_choices_differ():
    table = comparison_table(compare(parcours(), [0, 1], TODAY))
    assert table.choices_heading == "Choix qui diffèrent"
    assert [(row.name, row.values) for row in table.choices] == [
        ("SHES", ("SHS201, SHS203", "SHS204")),
        ("Option", ("Biologie", "Chimie")),
        ("Chimie\xa0· Chimie", ("–", "CHI203")),
    ]
    figures = {row.head: tuple(map(plain, row.values)) for row in table.figures}
    assert figures["Reste à choisir"] == ("Domaines", "Domaines")
    assert figures["En plus de ce qui est demandé"] == ("–", "SHS202 (3 ECTS)")


def test_scenarios_with_the_same_choices_say_nothing_of_them():
    table = comparison_table(compare(parcours(), [0], TODAY))
    assert (table.choices, table.choices_heading) == ((), "")
    sections = comparison_sections(compare(parcours(), [1, 1], TODAY))
    assert [section.title for section in sections] == ["Chiffres"]


def test_the_terminal_says_them_before_the_units():
    plan = parcours()
    text = plain(comparison_text(plan, compare(plan, [0, 1], TODAY)))
    assert text.index("Choix qui diffèrent") < text.index("SHS201, SHS203") < text.index("Unités qui diffèrent")
    use_language("en")
    assert "Choices that differ" in comparison_text(plan, compare(plan, [0, 1], TODAY))


def test_json_gives_paths_and_codes():
    plan = parcours()
    found = comparison_json(plan, compare(plan, [0, 1], TODAY))
    assert found["choices"] == [
        {"block": "2.1", "label": "SHES, 6 crédits à choisir parmi", "units": [["SHS201", "SHS203"], ["SHS204"]]},
        {"block": "2.2", "label": "Option", "branches": [["2.2.1"], ["2.2.2"]]},
        {"block": "2.2.2.1", "label": "Chimie, 1 UE", "units": [None, ["CHI203"]]},
    ]
    _first, second = found["scenarios"]  # pyright: ignore[reportGeneralTypeIssues]
    assert (second["open_choices"], second["extra"], second["extra_ects"]) == (["2.3"], ["SHS202"], 3)


def test_json_of_a_programme_without_choices_has_no_key_about_them(empty_plan):
    found = comparison_json(empty_plan, compare(empty_plan, [0], TODAY))
    assert set(found) == {"programme", "today", "scenarios", "differences"}
    (column,) = found["scenarios"]  # pyright: ignore[reportGeneralTypeIssues]
    assert not {"open_choices", "extra", "extra_ects"} & set(column)
