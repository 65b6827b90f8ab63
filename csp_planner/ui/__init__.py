"""The window: Qt views over one session. Nothing here decides a rule."""
