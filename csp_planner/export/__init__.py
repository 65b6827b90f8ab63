"""This package makes what the learner takes home: PDF, picture, calendar, tables. What needs Qt is in ``drawing``."""
