"""What is asked of a proposal, what is answered, and how an answer becomes a scenario. Knows nothing of the solver."""
