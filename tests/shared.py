"""Inputs beside the checkout, in ``../shared``: real sheets and small plans that reports led to.

They are no part of the project. A test that needs one is skipped, visibly, where it is missing.
"""

from pathlib import Path

import pytest

_CHECKOUT = Path(__file__).parents[1]


def shared(path: str) -> Path:
    """The file *path* of the folder ``shared`` beside the checkout, or beside a folder that holds it."""
    found = (folder / "shared" / path for folder in _CHECKOUT.parents)
    for file in found:
        if file.is_file():
            return file
    pytest.skip(f"../shared/{path} is not on this machine")


def case(number: str) -> Path:
    """The input of case *number*."""
    names = {
        "01": "01-une-annee-sur-deux.cspplan",
        "04": "04-deux-ue-parmi-cinq.cspplan",
        "06": "06-ects-3-75-heures-37-33.cspplan",
        "14": "14-fin-inscriptions-selon-annee.cspplan",
        "15": "15-semestre-ou-annuel.json",
        "35": "35-certificat-sans-rapport-ni-experience.cspplan",
    }
    return shared(f"cases/{names[number]}")
