"""Takes scenarios from another file of the same programme: a learner changed the plan at home."""

from pathlib import Path

from csp_planner.domain.edits.refusal import Reason, Refusal
from csp_planner.domain.edits.taking import differing_history, take_scenarios
from csp_planner.domain.plan import Plan
from csp_planner.messages.catalogue import _, ngettext
from csp_planner.messages.problems import shown
from csp_planner.messages.sentences import problem_sentence, refusal_sentence
from csp_planner.messages.taking import taken_sentence
from csp_planner.storage.errors import PlanFileError
from csp_planner.storage.planfile import load
from csp_planner.ui.actions.asking import is_accepted
from csp_planner.ui.dialogs.files import ask_open_path
from csp_planner.ui.dialogs.taking import TakeDialog
from csp_planner.ui.document.documents import Documents


def ask_to_take(documents: Documents) -> None:
    """Let the person choose a file, and which of its scenarios are taken."""
    if documents.session.may_edit():
        path = ask_open_path(documents.window, documents.folder, _("Take a scenario from another plan"))
        if path is not None:
            take_from(documents, path)


def take_from(documents: Documents, path: Path) -> None:
    """Take scenarios from the file at *path*, in one step; says why when there is nothing to take."""
    plan = documents.session.document
    try:
        other = load(path).plan
    except PlanFileError as error:
        documents.said.emit(problem_sentence(error), [])
        return
    if other.programme.code != plan.programme.code:
        refusal = Refusal(reason=Reason.OTHER_PLAN, name=other.programme.code)
        documents.said.emit(refusal_sentence(refusal, plan.programme), [])
        return
    indices = _chosen(documents, path, other)
    if not indices:
        return
    name = shown(other.scenarios[indices[0]].name)
    step = ngettext("Take “{name}” from another plan", "Take {count} scenarios from another plan", len(indices))
    text = step.format(name=name, count=len(indices))
    if documents.session.do(text, lambda plan: take_scenarios(plan, other, indices, documents.session.today)):
        names = [scenario.name for scenario in documents.session.document.scenarios[-len(indices) :]]
        text = taken_sentence(names, path.name, differing_history(plan, other))
        documents.told.emit(text, [], True, documents.session.last_step())


def _chosen(documents: Documents, path: Path, other: Plan) -> list[int]:
    """Which scenarios; nobody is asked where there is one only."""
    if len(other.scenarios) == 1:
        return [0]
    names = [scenario.name for scenario in other.scenarios]
    dialog = TakeDialog(path.name, names, min(other.active, len(names) - 1), documents.window)
    return dialog.indices if is_accepted(dialog) else []
