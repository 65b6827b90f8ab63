"""The views are made again, in another language or other colours: what is shown and tried stays."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from csp_planner.domain.terms import Term
from csp_planner.messages.catalogue import language
from csp_planner.ui import theme
from csp_planner.ui.board.carry import Carry
from csp_planner.ui.board.ghost import Ghost

from .hand import Drag, advised, click, codes_in, drag, note, pool, workspace_of


def state_of(window):
    session = window.session
    return session.document, session.history.count(), session.history.index(), session.trial


def test_document_history_and_trial_outlive_a_rebuilt_window(window):
    window.session.unplace(["AST004"])
    window.session.unplace(["TRS001"])
    window.session.history.undo()
    advised(window, lambda: window.scenario_acts.fails("PST003"))
    before = state_of(window)
    assert window.session.trial is not None
    evaluation = window.session.evaluation
    for change in (
        lambda: window.set_language("en"),
        lambda: window.set_scheme(theme.Scheme.DARK),
        window.toggle_interview,
    ):
        views = workspace_of(window)
        change()
        QApplication.processEvents()
        assert workspace_of(window) is not views
        assert state_of(window) == before
        assert window.session.evaluation is evaluation
        assert workspace_of(window).trial_bar.isVisible()
        assert window.named_actions.edit.undo.isEnabled()
        assert window.named_actions.edit.redo.isEnabled()
    window.session.drop_trial()
    window.named_actions.edit.undo.trigger()
    assert "AST004" in codes_in(window, "2027-S1")


def test_the_details_shown_stay_those_of_their_unit_with_others_selected(window):
    click(window, "AST004")
    window.toggle_details()
    click(window, "FPG003", Qt.KeyboardModifier.ControlModifier)
    assert (workspace_of(window).side.inspected, window.selected_codes) == ("AST004", ["FPG003", "AST004"])
    window.set_language("en")
    assert (workspace_of(window).side.inspected, set(window.selected_codes)) == ("AST004", {"FPG003", "AST004"})


def test_the_window_speaks_another_language_and_the_first_again_and_old_views_hear_nothing(window):
    french = {action.text() for action in window.menu_bar.actions()}
    window.set_language("en")
    assert language() == "en"
    english = {action.text() for action in window.menu_bar.actions()}
    assert english == {"&File", "&Edit", "&Scenario", "&View", "&Help"}
    assert pool(window).accessibleName() == "Units to place"
    assert workspace_of(window).side.progress.ects.accessibleName() == "ECTS credits"
    window.set_language("fr")
    assert {action.text() for action in window.menu_bar.actions()} == french
    assert pool(window).accessibleName() == "Unités à placer"
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    shown = []
    workspace_of(window).pool.units.cards.rowsRemoved.connect(lambda *_args: shown.append(1))
    window.session.place(["TET010"], Term.parse("2028-S1"))
    assert shown == [1]
    assert len(window.findChildren(type(workspace_of(window)))) == 1


def test_after_a_change_of_language_drags_edits_and_tabs_work(window):
    window.set_language("en")
    QApplication.processEvents()
    Drag(window, "TET010").over("2028-S1").let_go()
    assert codes_in(window, "2028-S1") == ["TET010"]
    assert "TET010" in window.session.history.undoText()
    assert window.session.history.count() == 1
    bar = window._top.scenarios
    window.named_actions.scenarios.rename.trigger()
    editor = window.focusWidget()
    QTest.keyClicks(editor, "Autumn")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert bar.tabs.name(window.session.document.active) == "Autumn"
    bar.add.click()
    assert bar.tabs.count() == len(window.session.document.scenarios) == 3
    bar.tabs.setCurrentIndex(0)
    assert window.session.document.active == 0


def test_a_language_chosen_while_a_card_is_held_puts_it_back_and_a_comparison_goes_on(window):
    before = window.session.document
    carried = Drag(window, "AST004").over("2028-S1")
    window.set_language("en")
    assert QApplication.overrideCursor() is None
    assert window.session.document is before
    assert not workspace_of(window).carry.active
    carried.let_go()
    assert window.session.document is before
    window.show_compare()
    window.set_language("fr")
    assert window.pages.currentWidget() is window.compare_page


def is_menu_bar_on_the_ground_of_the_top_bar(window):
    """Whether no other colour begins where the menus do."""
    picture, menus = window._top.grab().toImage(), window.menu_bar.geometry()
    edges = [(x, y) for x in range(menus.left(), menus.right(), 3) for y in (menus.top(), menus.bottom())]
    return {picture.pixel(x, y) for x, y in edges} == {theme.colour("surface").rgb()}


def colours_of(window):
    """Every seventh pixel of each seventh line."""
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(picture.constBits()).cast("I")
    width, height = picture.width(), picture.height()
    return {f"#{pixels[y * width + x] & 0xFFFFFF:06x}" for y in range(0, height, 7) for x in range(0, width, 7)}


def test_the_window_puts_on_other_colours_and_the_menu_shows_which_are_on(window):
    chosen = {}
    for scheme in (scheme for scheme in theme.Scheme if scheme is not theme.Scheme.SYSTEM):
        window.set_scheme(scheme)
        QApplication.processEvents()
        tokens = theme.tokens()
        expected = {"light": theme.LIGHT, "dark": theme.DARK}.get(scheme.value)
        assert expected is None or tokens is expected
        colours = colours_of(window)
        assert tokens.background.lower() in colours
        assert tokens.surface.lower() in colours
        if scheme is theme.Scheme.DARK:
            assert "#ffffff" not in colours
        assert is_menu_bar_on_the_ground_of_the_top_bar(window), scheme
        view = window.menu_bar.actions()[3].menu()
        (looks,) = [
            action.menu() for action in view.actions() if action.menu() and "pparence" in action.text().replace("&", "")
        ]
        checked = [action.text() for action in looks.actions() if action.isChecked()]
        chosen[scheme] = [text.replace("&", "") for text in checked]
    assert chosen[theme.Scheme.LIGHT] == ["Clair"]
    assert chosen[theme.Scheme.DARK] == ["Sombre"]
    assert all(len(texts) == 1 for texts in chosen.values())
    assert len({texts[0] for texts in chosen.values()}) == 4


def test_views_that_are_made_again_leave_no_old_ones_and_no_refusal_but_what_the_window_says(window):
    window.documents.said.emit("Quelque chose", [("Faire", lambda: None)])
    for _each in range(2):
        window.rebuild()
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(window.findChildren(Ghost)) == 1
    assert len(window.findChildren(Carry)) == 1
    assert window.banner.isVisible()
    drag(window, "TET010", "2028-S2")
    assert note(window) is not None
    window.toggle_interview()
    QApplication.processEvents()
    assert note(window) is None
