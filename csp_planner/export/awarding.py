"""Says in words what a page shows of an award with choices."""

from csp_planner.domain.choosing.values import BlockState
from csp_planner.domain.evaluation.values import Evaluation
from csp_planner.domain.plan import Plan
from csp_planner.export.content import AwardText, BlockText
from csp_planner.export.text import cut
from csp_planner.messages.award_tree import award_lines, beyond_words, verdict_words


def award_text(plan: Plan, evaluation: Evaluation, most: int) -> AwardText | None:
    """Return the blocks that are asked for, each text of at most *most* characters; None where there are no choices.

    Branches that are not taken are left out.
    """
    lines = award_lines(plan, evaluation)
    if not lines:
        return None
    return AwardText(
        verdict=verdict_words(evaluation),
        blocks=tuple(
            BlockText(
                depth=line.depth,
                is_met=line.state is BlockState.MET,
                name=cut(line.choice, most),
                standing=line.standing,
                lines=tuple(cut(text, most) for text in line.remarks()),
            )
            for line in lines
            if line.is_taken
        ),
        beyond=beyond_words(plan, evaluation),
    )
