"""The evaluation of a plan at a date, and the values it is made of."""
