"""The sheets of one centre that stand beside the checkout, in the shape of the maquettes of a public web planner."""

import json
from typing import Any

from csp_planner.domain.award import Block, walk
from csp_planner.domain.programme import Programme

from ..shared import shared

FILES = {
    "BCH3702A": "cnam-paris_BCH3702A_bachelor_transitions.json",
    "CPN9600A": "cnam-paris_CPN9600A_technicien_labo_2_options.json",
    "CS5200A": "cnam-paris_CS5200A_certificat_dpo.attendu.json",
    "CYC9106A": "cnam-paris_CYC9106A_ingenieur_cyber.attendu.json",
    "DUS0901A": "cnam-paris_DUS0901A_deust_assistant_juridique.json",
    "LG04101A": "cnam-paris_LG04101A_licence_formation_travail.json",
    "MR14102A": "cnam-paris_MR14102A_master_sciences_education.json",
}
YEAR = 2026


def text_of(code: str) -> str:
    """The maquette of *code*, as text."""
    return shared(f"sheets/cnam/{FILES[code]}").read_text(encoding="utf-8")


def facts_of(code: str) -> dict[str, Any]:
    """The maquette of *code*."""
    return json.loads(text_of(code))


def blocks_of(programme: Programme) -> dict[str, Block]:
    """The blocks of *programme* by their paths."""
    return {} if programme.award is None else dict(walk(programme.award))


PAGES = {
    "CS5200A": "cnam-paris_CS5200A_certificat_dpo.html",
    "CYC9106A": "cnam-paris_CYC9106A_ingenieur_cyber.html",
}


def handed_page(code: str) -> str:
    """The page of *code*."""
    return shared(f"sheets/cnam/{PAGES[code]}").read_text(encoding="utf-8")


def handed_paste() -> str:
    """The copied text of the page of the engineer of cyber."""
    return shared("sheets/cnam/cnam-paris_CYC9106A_ingenieur_cyber.colle.txt").read_text(encoding="utf-8")
