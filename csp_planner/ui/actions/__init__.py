"""What a person can do: the acts themselves, the named actions that offer them, and the menus."""
