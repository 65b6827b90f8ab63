"""An amount that is typed is that amount, in both languages, or none at all and the reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_planner.messages.amounts import Fault, NotAnAmount, amount_text, amount_trouble, read_amount
from csp_planner.messages.catalogue import use_language

MOST = 1_000_000


@pytest.fixture(params=["fr", "en"], autouse=True)
def spoken(request):
    use_language(request.param)
    yield request.param
    use_language("fr")


def read(text, least=0.0, most=MOST, decimals=2):
    return read_amount(text, least, most, decimals)


def fault(text, *limits):
    found = read(text, *limits)
    assert isinstance(found, NotAnAmount), found
    return found.fault


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("7,5", 7.5),
        ("7.5", 7.5),
        ("37,5", 37.5),
        ("37.5", 37.5),
        ("3,75", 3.75),
        ("37.33", 37.33),
        ("6", 6),
        ("006", 6),
        ("0", 0),
        ("-0", 0),
        ("+6,5", 6.5),
        (" 6,5\n", 6.5),
        ("6,", 6),
        ("6.", 6),
        (",5", 0.5),
        (".25", 0.25),
        ("7,50", 7.5),
        ("7,5000", 7.5),
        ("0,500", 0.5),
        ("1234,5", 1234.5),
        ("12450", 12450),
        ("12 450", 12450),
        ("12\u00a0450", 12450),
        ("12\u202f450", 12450),
        ("12\u2009450", 12450),
        ("12\u3000450", 12450),
        ("12\t450", 12450),
        ("1 234 567,5", 1234567.5),
        ("12 450,500", 12450.5),
        ("12'450.5", 12450.5),
        ("12\u2019450", 12450),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234.567", 1234567),
        ("1,234,567", 1234567),
        ("1,234,567.89", 1234567.89),
        ("\u200b7,5\ufeff", 7.5),
    ],
)
def test_an_amount_is_read_alike_in_both_languages(text, amount):
    assert read(text, 0, 10_000_000) == amount


@pytest.mark.parametrize("text", ["12.450", "12,450", "1.000", "1,000", "999.999", " 1,500 ", "-1.500", "12.456"])
def test_one_mark_before_exactly_three_digits_is_never_guessed(text):
    assert fault(text, -MOST) is Fault.AMBIGUOUS


def test_both_readings_of_an_ambiguous_text_are_asked_about(spoken):
    asked = {text: amount_trouble(read(text)) for text in ("12.450", "1,000")}
    if spoken == "fr":
        assert (
            asked["12.450"].replace("\u202f", " ").replace("\u00a0", " ").startswith("« 12.450 » : 12 450 ou 12,45 ?")
        )
    else:
        assert asked["12.450"].startswith("“12.450”: 12\u202f450 or 12.45?")
    assert " 1 " in asked["1,000"].replace("?", " ?").replace("\u00a0", " ")


def test_each_of_both_readings_can_be_entered():
    found = read("12.450")
    assert [read(text) for text in found.readings] == [12450, 12.45]


@pytest.mark.parametrize(
    ("text", "least", "most", "decimals", "amount"),
    [
        ("37.500", 0.01, 168, 2, 37.5),
        ("12.456", 0, MOST, 2, 12456),
        ("1.500", 10, 5_000, 2, 1500),
        ("12.450", 0, MOST, 0, 12450),
        ("1.000", 1, 500, 0, 1),
        ("-1.500", -5, 5, 2, -1.5),
    ],
)
def test_a_text_of_which_one_reading_can_be_held_is_still_asked_about(text, least, most, decimals, amount):
    found = read(text, least, most, decimals)
    assert found.fault is Fault.AMBIGUOUS
    held = [read(reading, least, most, decimals) for reading in found.readings]
    assert [each for each in held if not isinstance(each, NotAnAmount)] == [amount]
    assert len(held) == (2 if decimals and "456" not in text else 1)
    said = amount_trouble(found)
    assert text in said.replace("\u2212", "-")
    assert amount_text(amount) in said
    assert "{" not in said


@pytest.mark.parametrize(
    ("text", "least", "most", "decimals", "kind"),
    [
        ("999.500", 0, 168, 2, Fault.OUT_OF_RANGE),
        ("-1.500", 0, 168, 2, Fault.OUT_OF_RANGE),
        ("999.456", 0, 168, 2, Fault.OUT_OF_RANGE),
        ("12.456", 0, 168, 2, Fault.TOO_FINE),
        ("12.450", 1, 40, 0, Fault.TOO_FINE),
    ],
)
def test_a_text_of_which_no_reading_can_be_held_is_asked_nothing(text, least, most, decimals, kind):
    found = read(text, least, most, decimals)
    assert (found.fault, found.readings) == (kind, ())


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(",."), st.integers(0, 2_000), st.sampled_from([0, 2]))
def test_something_that_is_asked_about_can_be_entered(whole, part, mark, most, decimals):
    found = read(f"{whole}{mark}{part:03}", 0, most, decimals)
    assert isinstance(found, NotAnAmount)
    assert (found.fault is Fault.AMBIGUOUS) == bool(found.readings)
    if found.readings:
        assert any(isinstance(read(reading, 0, most, decimals), float) for reading in found.readings)


@pytest.mark.parametrize(
    "text",
    [
        "beaucoup",
        "six",
        ",",
        ".",
        "-",
        "1_0",
        "1e2",
        "nan",
        "inf",
        "-inf",
        "0x10",
        "٣",
        "７",
        "²",
        "½",
        "7,5,5",
        "7..5",
        "1.23.456",
        "12.34,5",
        "1,234.567.8",
        "12 45",
        "12  450",
        "1 2345",
        "0 500",
        "7 ,5",
        "- 5",
        "5-",
        "7,5 h",
        "7,5 ٣",
        "9" * 5_000,
        "1" + ".000" * 2_000,
    ],
)
def test_what_is_no_number_is_said_to_be_none(text):
    assert fault(text) is Fault.NOT_A_NUMBER
    assert len(amount_trouble(read(text))) < 200


@pytest.mark.parametrize("text", ["0,125", "3,7555", "37.3333", "1.234,567", "12 450,125", ",001", "1234.567"])
def test_what_is_finer_than_a_hundredth_is_said_and_never_rounded(text):
    assert fault(text) is Fault.TOO_FINE
    assert text.strip() in amount_trouble(read(text))


@pytest.mark.parametrize("text", ["-5", "\u22125", "-0,01", "120,01", "121", "9" * 30])
def test_what_is_out_of_range_is_said_with_the_range(text):
    assert fault(text, 0, 120) is Fault.OUT_OF_RANGE
    assert "120" in amount_trouble(read(text, 0, 120))


def test_nothing_is_missing_and_not_zero():
    assert fault("") is fault(" \u00a0") is Fault.MISSING


def test_where_wholes_are_wanted_nothing_is_rounded():
    assert read("15", decimals=0) == read("15,0", decimals=0) == 15
    assert read("1.5", decimals=0).fault is Fault.TOO_FINE
    assert "1.5" in amount_trouble(read("1.5", decimals=0))


@given(st.integers(0, 1_000_000_00), st.sampled_from(["fr", "en"]))
def test_every_amount_is_read_back_as_it_is_shown(hundredths, language):
    use_language(language)
    amount = hundredths / 100
    assert read(amount_text(amount)) == amount


@given(st.integers(0, 999_999), st.integers(0, 99), st.sampled_from(",."), st.sampled_from(" '\u00a0\u202f\u2009"))
def test_either_mark_and_any_group_give_the_amount_that_was_written(whole, part, mark, space):
    for form in (f"{whole}", f"{whole:,}".replace(",", space)):
        assert read(f"{form}{mark}{part:02}") == float(f"{whole}.{part:02}")


@given(st.text("0123456789.,' -+e", max_size=14))
def test_a_text_is_an_amount_only_if_its_digits_are_those_of_the_amount(text):
    found = read(text, -1e15, 1e15)
    if isinstance(found, float):
        digits = "".join(each for each in text if each.isdigit())
        assert f"{abs(found):.2f}".replace(".", "").strip("0") == digits.strip("0")
