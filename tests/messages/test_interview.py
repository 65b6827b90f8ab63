"""What is said in an interview."""

import pytest

from csp_planner.messages.catalogue import use_language
from csp_planner.messages.interview import slack_sentence, slack_words

FRENCH = {
    0: ("sans marge", "sans marge"),
    1: ("marge\u00a0: peut glisser de 1 semestre", "marge\u00a0: 1 semestre"),
    3: ("marge\u00a0: peut glisser de 3 semestres", "marge\u00a0: 3 semestres"),
}
ENGLISH = {
    0: ("no slack", "no slack"),
    1: ("slack: can slip by 1 semester", "slack: 1 semester"),
    3: ("slack: can slip by 3 semesters", "slack: 3 semesters"),
}


@pytest.mark.parametrize(("language", "said"), [("fr", FRENCH), ("en", ENGLISH)])
def test_slack_is_said_in_semesters(language: str, said: dict[int, tuple[str, str]]) -> None:
    use_language(language)
    try:
        assert {semesters: slack_words(semesters) for semesters in said} == said
        assert "3 semest" in slack_sentence(3)
    finally:
        use_language("fr")
