"""What a plan could become: previews of moves, what-ifs, scenarios side by side."""
