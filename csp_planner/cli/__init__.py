"""The sub-commands: the same edits and the same evaluation as the window, in a terminal.

Nothing is imported here, because the way to the window asks which words are commands.
"""

COMMANDS = (
    *("new", "check", "place", "unplace", "choose", "set-aside", "leave", "suggest", "compare", "export"),
    *("programmes", "sheet", "openings", "update", "schema", "desktop"),
    *("programmes", "sheet", "openings", "update", "schema", "desktop"),
)
"""Every sub-command, in the order of the help. The module of that name in ``commands`` is its table, and only the
module of the command that was typed is imported."""
