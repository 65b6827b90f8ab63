"""csp_planner on disk: plan files, recovery, built-in programmes, settings."""
