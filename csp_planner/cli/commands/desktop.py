"""``desktop``: the menu entry and the file type of the current user."""

import argparse
import sys
from datetime import date

from csp_planner.cli.arguments import Argument
from csp_planner.cli.command import DONE, Command
from csp_planner.cli.readers import UsageError
from csp_planner.messages.catalogue import _
from csp_planner.messages.problems import shown
from csp_planner.storage.desktop import data_folder, install, program, uninstall


def _desktop(options: argparse.Namespace, _today: date) -> int:
    if not sys.platform.startswith("linux"):
        raise UsageError(_("The menu entry and the file type are those of a Linux desktop; this is another system."))
    folder = data_folder()
    if options.action == "install":
        missing = install(folder, program())
        print(
            _("The menu has csp_planner now, and its plans open with a double click: {folder}").format(
                folder=shown(str(folder))
            )
        )
        if missing:
            text = _("For the double click, these packages are still missing: apt-get install {packages}")
            print(text.format(packages=" ".join(missing)))
    elif uninstall(folder):
        print(_("The menu entry, the file type and the icons are removed; your plans stay."))
    else:
        print(_("There was no menu entry to remove."))
    return DONE


COMMAND = Command(
    name="desktop",
    help=lambda: _("put the program in the menu and open its plans with a double click, or take that back"),
    arguments=lambda: (
        Argument("action", choices=("install", "remove"), metavar="install|remove", help=_("what to do")),
    ),
    run=_desktop,
)
