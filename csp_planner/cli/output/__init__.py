"""What the commands print: values for other programs, whose keys are a contract, and texts for a terminal."""
