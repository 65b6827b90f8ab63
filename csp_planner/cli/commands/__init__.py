"""One module per sub-command: its name, its help, its arguments and what it does."""
