"""What was added to a sheet stays where a newer edition of it does not say otherwise."""

from dataclasses import replace

from csp_planner.domain.edition.comparing import compare_programmes
from csp_planner.domain.edition.published import laid_over
from csp_planner.domain.edition.values import Fact
from csp_planner.domain.programme import RecommendedOrder, Tariff

from .helpers import sheet, unit, without

ORDER = (
    RecommendedOrder(before="A", after="B", reason={"fr": "La base d’abord."}),
    RecommendedOrder(before="B", after="C", reason={"fr": "La suite."}),
)
PRICE = Tariff(code="cpf", label={"fr": "Mon compte formation", "en": "Training account"}, euros=6225)
OLD = replace(sheet(unit("A"), unit("B"), unit("C")), recommended_order=ORDER, tariffs=(PRICE,))
BARE = replace(OLD, publisher="", recommended_order=(), tariffs=(Tariff(code="cpf", label={"fr": "CPF"}, euros=6300),))


def test_a_sheet_that_names_no_centre_is_that_of_the_centre_before():
    assert laid_over(BARE, OLD).publisher == "Centre A"
    assert laid_over(replace(BARE, publisher="Centre B"), OLD).publisher == "Centre B"


def test_advice_on_the_order_stays_for_rows_that_are_still_there():
    assert laid_over(BARE, OLD).recommended_order == ORDER
    assert laid_over(without(BARE, "C"), OLD).recommended_order == ORDER[:1]
    own = (RecommendedOrder(before="C", after="A", reason={"fr": "Autrement."}),)
    assert laid_over(replace(BARE, recommended_order=own), OLD).recommended_order == own


def test_a_price_changes_and_keeps_its_words_in_both_languages():
    found = laid_over(BARE, OLD)
    assert [(one.label, one.euros) for one in found.tariffs] == [(PRICE.label, 6300)]
    assert [one.fact for one in compare_programmes(OLD, found).facts] == [Fact.TARIFF]
