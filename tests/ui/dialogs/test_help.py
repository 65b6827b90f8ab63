"""The guide and the keys, in the program and in both languages."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QLabel, QTabWidget

from csp_planner import __version__
from csp_planner.messages.guide import guide
from csp_planner.ui.dialogs.about import AboutDialog
from csp_planner.ui.dialogs.help import GuideDialog

from ..hand import answer, shortcut


def words(dialog):
    return [label.text() for label in dialog.findChildren(QLabel)]


KEYS = {
    "Flèches": "D’une carte à l’autre et d’un semestre à l’autre",
    "Entrée ou Espace": "Prendre la carte, puis la poser",
    "Entrée, Droite, Gauche, sur un choix": "Ouvrir le choix, y entrer, en sortir, le refermer",
    "Flèches, carte en main": "D’un semestre ouvert au suivant",
    "Échap": "Remettre la carte à sa place\u00a0; quitter une page ou un volet\u00a0; montrer ce que le filtre cache",
    "Suppr": "Retirer la carte du plan",
    "Touche Menu ou clic droit": "Placer ou déplacer, dérogation, marquer, et si…",
    "Ctrl+1 … Ctrl+6": "Planifiée, inscrite, en cours, validée, échouée, abandonnée",
    "Ctrl+I": "Fiche de l’unité, ou retour",
    "Ctrl+0": "Pas celle-ci, pour une UE au choix\u00a0; ou la reprendre",
    "Ctrl+Z, Ctrl+Shift+Z, Ctrl+Y": "Annuler, rétablir",
    "Ctrl+N, Ctrl+O, Ctrl+S": "Nouveau, ouvrir, enregistrer",
    "Ctrl+Shift+O": "Lire une fiche",
    "Ctrl+F": "Chercher une unité\u00a0: Entrée prend la première, ↓ va dans la liste",
    "Ctrl+T, Ctrl+D, F2": "Nouveau scénario, copie, renommer",
    "Ctrl+K, F7": "Comparer les scénarios, ou revenir",
    "Ctrl+G": "Proposer un plan",
    "Ctrl+P, Ctrl+Shift+E": "Imprimer, exporter",
    "Ctrl+L, Ctrl+E": "Apprenant et limites\u00a0; expérience professionnelle",
    "Ctrl+M": "Afficher la marge de chaque unité",
    "F8, F9": "Replier la zone de gauche, celle de droite",
    "F11": "Mode entretien\u00a0: plein écran, la réponse et le plan en grand, aucune note privée",
    "F1": "Ce guide",
}
"""The list of keys, in French and in order."""


def rows_of_keys(dialog):
    grid = dialog.findChild(QGridLayout)
    rows = range(len(KEYS))
    return [tuple(grid.itemAtPosition(row, column).widget().text() for column in (0, 1)) for row in rows]


def test_f1_shows_the_guide_and_these_keys_in_both_languages_and_the_menu_what_the_program_is(window):
    bound = {key.toString() for action in window.findChildren(QAction) for key in action.shortcuts()}
    spoken = " ".join(key for key, _what in window.named_actions.key_rows())
    for key in ("F1", "F2", "F8", "F9", "F11"):
        assert (key in spoken) <= (key in bound)
        assert key in spoken, f"the guide does not name {key}"
    seen = []

    def look(dialog):
        seen.append((words(dialog), dialog.findChild(QTabWidget).count()))
        if not listed:
            listed.extend(rows_of_keys(dialog))

    listed = []
    for code in ("fr", "en"):
        window.set_language(code)
        troubles = answer(GuideDialog, look)
        shortcut(window, "F1")
        assert troubles == []
        texts, pages = seen.pop()
        assert pages == 2
        for heading, text in guide():
            assert heading in texts
            assert text in texts
        for key, what in window.named_actions.key_rows():
            assert key in texts
            assert what in texts
    assert listed == list(KEYS.items())
    troubles = answer(AboutDialog, lambda dialog: seen.append(dialog.text.toPlainText()))
    window.named_actions.help.about.trigger()
    assert troubles == []
    assert __version__ in seen[0]
