"""A number and its unit stay on one line, in every text of every language; a program reads plain spaces."""

import json
import re
from datetime import date

import pytest

from csp_planner.cli.output.evaluation_json import evaluation_json
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.plan import Plan
from csp_planner.messages.catalogue import LANGUAGES, _, ngettext, pgettext, use_language
from csp_planner.messages.cost import euros
from csp_planner.messages.sentences import condition_sentence, diagnostic_sentence
from csp_planner.messages.typography import with_plain_gaps
from csp_planner.messages.words import ects, hours

PARTED = re.compile(r"\d (?:ECTS|h|€|%|mois|months?)(?!\w)")


@pytest.fixture(params=LANGUAGES, autouse=True)
def spoken(request):
    use_language(request.param)
    yield request.param
    use_language("fr")


def test_amounts_are_kept_together_with_their_units(spoken):
    assert (ects(6), hours(51)) == ("6\u00a0ECTS", "51\u00a0h")
    assert euros(6225) == {"fr": "6\u202f225\u00a0€", "en": "€6,225"}[spoken]


def test_no_sentence_about_a_plan_parts_a_number_from_its_unit(empty_plan: Plan, today: date):
    found = evaluate_plan(empty_plan, today)
    sentences = [diagnostic_sentence(each, empty_plan.programme) for each in found.diagnostics]
    sentences += [condition_sentence(each, found) for each in found.conditions]
    assert any(re.search("\u00a0(?:h|mois|months)", sentence) for sentence in sentences)
    assert not [sentence for sentence in sentences if PARTED.search(sentence)]


def test_a_text_with_a_unit_is_kept_together_however_it_is_looked_up():
    load = "{limit} ECTS per semester"
    assert _(load).startswith("{limit}\u00a0ECTS ")
    menu = pgettext("menu", "{term}   {load} ECTS")
    assert menu == "{term}   {load}\u00a0ECTS"
    one = "The {required} month of experience is done."
    many = "The {required} months of experience are done."
    assert "{required}\u00a0mo" in ngettext(one, many, 12)


def test_a_word_that_only_begins_like_a_unit_is_no_unit():
    assert _("{file} has hours") == "{file} has hours"


def test_what_a_program_reads_has_plain_spaces_there_and_keeps_the_others(empty_plan: Plan, today: date):
    found = evaluation_json(empty_plan, evaluate_plan(empty_plan, today))
    assert not re.search(r"\d\u00a0(?:ECTS|h|mois|months?)(?!\w)", json.dumps(found, ensure_ascii=False))
    assert PARTED.search(json.dumps(found, ensure_ascii=False))
    assert with_plain_gaps("S1\u00a0: 6\u00a0ECTS, 12\u00a0héros") == "S1\u00a0: 6 ECTS, 12\u00a0héros"
