"""The act that chooses a branch of the award: from the right zone, and from wherever else one can be chosen."""

from collections.abc import Callable, Mapping, Sequence

from csp_planner.domain.award import Block, walk
from csp_planner.domain.plan import Plan
from csp_planner.messages.catalogue import _
from csp_planner.ui.document.session import Session


class ChooseBranch:
    """Call it with the path of a block that takes blocks, and that of the one to take."""

    def __init__(self, session: Session, say: Callable[[str, Sequence[str]], object]) -> None:
        """*say* is told in a sentence that a branch is chosen, and which units left the plan by that."""
        self._session, self._say = session, say

    def __call__(self, block: str, member: str) -> bool:
        """Take the branch at path *member*, in one undo step. False when that is refused."""
        from csp_planner.domain.edits import choose  # the first page edits no plan
        from csp_planner.messages.award_tree import chosen_words
        from csp_planner.messages.naming import row_name

        before, branch = self._session.document, self._name(member)
        if not self._session.do(_("Choose {branch}").format(branch=branch), lambda plan: choose(plan, block, member)):
            return False
        kept = _placed(self._session.document)
        left = [row_name(before, code).brief for code in _placed(before) if code not in kept]
        self._say(chosen_words(branch, left), left)
        return True

    def take_back(self, block: str, member: str) -> bool:
        """Leave it open again whether the branch at *member* is taken. False when that is refused."""
        from csp_planner.domain.edits import unchoose  # as above

        name = _("Take back the choice of {branch}").format(branch=self._name(member))
        return self._session.do(name, lambda plan: unchoose(plan, block, member))

    def is_stored(self, member: str) -> bool:
        """Whether a person chose the branch at *member*, so that the choice can be taken back."""
        return member in self._session.document.scenario.branches

    def _name(self, path: str) -> str:
        from csp_planner.messages.award_tree import name_of  # as above

        return name_of(path, self._blocks.get(path, Block()))

    @property
    def _blocks(self) -> Mapping[str, Block]:
        award = self._session.document.programme.award
        return {} if award is None else dict(walk(award))


def _placed(plan: Plan) -> dict[str, None]:
    return dict.fromkeys(placement.unit for placement in plan.scenario.placements)
