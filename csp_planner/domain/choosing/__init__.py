"""How far the award is met: which units count in which block, what is missing, and what is beyond the need."""
