"""What the learner takes home: print, PDF, picture, calendar and tables of one evaluation."""
