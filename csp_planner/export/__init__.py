"""What the learner takes home: print, PDF, picture, calendar, tables. Only ``drawn`` knows Qt."""
