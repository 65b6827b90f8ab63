"""What a person can do: acts, and the menus that offer them."""
