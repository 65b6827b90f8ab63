"""The command that makes what the learner takes home."""

import argparse
from datetime import date, datetime, time
from pathlib import Path

from csp_planner.cli.arguments import Argument, plan_file, scenario
from csp_planner.cli.command import DONE, Command, showing
from csp_planner.cli.readers import UsageError, line_of
from csp_planner.console import complain
from csp_planner.domain.evaluation.evaluate import evaluate_plan
from csp_planner.domain.limits import MAX_NAME
from csp_planner.export.kinds import endings, kind_of
from csp_planner.messages.catalogue import _
from csp_planner.storage.planfile import load


def now() -> time:
    """The time of day where the person sits; the day is the one the command is given."""
    return datetime.now().astimezone().timetz()


def _arguments() -> tuple[Argument, ...]:
    out = _("what to make, by its ending ({endings}); replaces any file but the plan").format(endings=endings())
    without = _("leave out the names, the notes and the reasons of waivers")
    private = _("private notes too, in a table ({endings})").format(endings=endings(lambda kind: kind.with_notes))
    pages = endings(lambda kind: kind.on_pages)
    advisor = _("the advisor's name, over a signature ({endings})").format(endings=pages)
    comparison = _("add the scenarios side by side on a page of their own ({endings})").format(endings=pages)
    return (
        plan_file(),
        Argument("out", metavar=_("OUT"), type=Path, help=out),
        scenario(),
        Argument("--without-personal-data", action="store_true", help=without),
        Argument("--with-private-notes", action="store_true", help=private),
        Argument("--advisor", metavar=_("NAME"), type=line_of(MAX_NAME), default="", help=advisor),
        Argument("--with-comparison", action="store_true", help=comparison),
    )


def _export(options: argparse.Namespace, today: date) -> int:
    # What makes a page or a table is large, and --help does not need it.
    from csp_planner.export.errors import ExportError
    from csp_planner.export.options import Options
    from csp_planner.export.spreadsheet import changed_when_opened
    from csp_planner.export.write import export
    from csp_planner.messages.export import changed_texts, export_sentence, exported

    out: Path = options.out
    plan = showing(load(options.file).plan, options.scenario)
    choices = Options(
        personal_data=not options.without_personal_data,
        private_notes=options.with_private_notes,
        advisor=options.advisor,
        comparison=options.with_comparison,
        made=now(),
    )
    evaluation = evaluate_plan(plan, today)
    try:
        export(out, plan, evaluation, choices, plan_file=options.file)
    except ExportError as error:
        packages = " ".join(error.packages)
        sentence = export_sentence(error.problem, file=str(out), endings=endings(), packages=packages)
        raise UsageError(sentence) from error
    print(exported(out.name))
    kind = kind_of(out)
    if kind is not None and kind.read_by_guess:
        changed = changed_when_opened(plan, evaluation, choices)
        if changed:
            complain(changed_texts(changed))
    return DONE


COMMAND = Command(
    name="export",
    help=lambda: _("make a document, a picture, a calendar or a table of a plan"),
    arguments=_arguments,
    run=_export,
)
