"""The sub-commands: the same edits and the same judgement as the window, in a terminal.

Nothing is imported here: the way to the window passes by, to know which words are commands.
"""

COMMANDS = {
    "new": "plans",
    "check": "plans",
    "place": "plans",
    "unplace": "plans",
    "suggest": "suggest",
    "compare": "compare",
    "export": "export",
    "schema": "plans",
}
"""Every sub-command, and the module of this package that has it: only that one is imported."""
