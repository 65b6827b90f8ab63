"""The open document: its session, its place on disk, its life."""
