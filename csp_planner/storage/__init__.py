"""This package keeps things on disk: plan files, plans to recover, built-in programmes, settings."""
