"""The style of the controls: their states, their glyphs and their edges, drawn and looked at."""

import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QFile, QPointF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QImage, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QStyle,
    QStyleOptionSlider,
    QVBoxLayout,
    QWidget,
)

from csp_planner.storage.library import resource_folder
from csp_planner.ui import theme
from csp_planner.ui.theme.glyphs import TONES, glyph_folder
from csp_planner.ui.theme.look import LOOKS
from csp_planner.ui.theme.sheet import style_sheet
from csp_planner.ui.widgets.amount_field import AmountField
from csp_planner.ui.widgets.buttons import PrimaryButton, QuietButton
from csp_planner.ui.widgets.choice import Choice

from ..hand import SolverHere, workspace_of

SCHEMES = [scheme for scheme in theme.Scheme if scheme is not theme.Scheme.SYSTEM]
GLYPHS = sorted(path.stem for path in (resource_folder() / "icons" / "glyphs").glob("*.svg"))
MAKERS = {
    "button": lambda: QPushButton("Ajouter"),
    "primary": lambda: PrimaryButton("Proposer"),
    "quiet": lambda: QuietButton("add"),
    "line": lambda: QLineEdit("Camille"),
    "text": lambda: QPlainTextEdit("Camille"),
    "amount": lambda: AmountField(60, "ECTS"),
    "choice": Choice,
    "box": lambda: QCheckBox("en cours"),
    "radio": lambda: QRadioButton("Au plus tôt"),
}


@pytest.fixture(params=SCHEMES)
def scheme(request, qapp) -> theme.Scheme:
    theme.apply(qapp, request.param)
    return request.param


@pytest.fixture
def alone(qtbot):
    """Shows a control alone in a window; another one beside it may have the focus."""

    kept = []

    def show(control: QWidget) -> QWidget:
        window = QWidget()
        kept.append(window)
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        column.addWidget(control)
        other = QPushButton("ailleurs")
        column.addWidget(other)
        window.show()
        qtbot.waitExposed(window)
        other.setFocus()
        QApplication.processEvents()
        return control

    return show


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def colours(image: QImage) -> Counter[str]:
    """How often each colour is there, whatever its opacity."""
    plain = image.convertToFormat(QImage.Format.Format_ARGB32)
    found: Counter[str] = Counter()
    for pixel, count in Counter(memoryview(plain.constBits()).cast("I")).items():
        found[f"#{pixel & 0xFFFFFF:06X}"] += count
    return found


def enter(control: QWidget) -> None:
    """Bring the pointer onto *control*, as Qt tells it: push buttons wait for a move."""
    at = QPointF(8, control.height() / 2)
    screen = QPointF(control.mapToGlobal(at))
    control.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    QApplication.sendEvent(control, QEnterEvent(at, at, screen))
    buttons, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(control, QMouseEvent(QEvent.Type.MouseMove, at, screen, buttons, buttons, keys))
    QApplication.processEvents()


# Glyphs


def test_the_set_has_what_the_window_shows():
    assert set(GLYPHS) >= {"undo", "redo", "add", "close", "more", "back", "remove", "tick", "down", "up", "right"}


def test_each_glyph_is_drawn_in_the_colours_in_use(scheme):
    for name in GLYPHS:
        icon = theme.glyph(name)
        large = QSize(64, 64)
        drawn = colours(icon.pixmap(large).toImage())
        assert drawn[theme.tokens().text.upper()] > 20, name
        unusable = colours(icon.pixmap(large, icon.Mode.Disabled).toImage())
        assert unusable[theme.tokens().disabled.upper()] > 20, name


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_a_glyph_is_crisp_at_every_scale(qapp, ratio):
    drawn = theme.glyph("close").pixmap(QSize(16, 16), ratio)
    assert drawn.size() == QSize(16, 16) * ratio
    image = drawn.toImage()
    steps = {image.pixelColor(x, image.height() // 2).alpha() for x in range(image.width())}
    assert 255 in steps, "its stroke is solid"
    assert 0 in steps


def test_buttons_show_glyphs_that_follow_a_change_of_look_and_no_sign_of_the_font(window, qapp):
    window.advising.advisor.solver = SolverHere()
    window.workspace_now().side.propose()
    signs = re.compile(r"[↶↷＋×⋯←→−]|^\+")
    texts = [each.text() for each in window.findChildren(QAbstractButton)]
    assert len(texts) > 20
    assert [text for text in texts if signs.search(text)] == []
    for scheme in (theme.Scheme.LIGHT, theme.Scheme.DARK):
        window.set_scheme(scheme)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        (undo,) = [each for each in window.findChildren(QAbstractButton) if each.accessibleName() == "Annuler"]
        assert colours(picture(undo))[theme.tokens().disabled.upper()] > 2, scheme


def test_every_picture_of_the_style_sheet_is_there(scheme):
    asked = set(re.findall(r'url\("([^"]*)"\)', style_sheet(theme.tokens())))
    assert len(asked) > 8
    assert {Path(path).parent.name for path in asked} == {theme.asked_scheme().value}
    assert [path for path in asked if not QFile.exists(path)] == []


def test_the_files_of_each_look_are_the_black_ones_in_its_colours():
    for name in GLYPHS:
        black = (glyph_folder() / f"{name}.svg").read_text(encoding="utf-8")
        assert black.count("#000000") == 1
        for look, tokens in LOOKS.items():
            for end, tone in TONES.items():
                coloured = (glyph_folder() / look.value / f"{name}{end}.svg").read_text(encoding="utf-8")
                assert coloured == black.replace("#000000", getattr(tokens, tone))


# States


def test_the_focus_is_always_seen(alone, scheme):
    for kind, make in MAKERS.items():
        control = alone(make())
        before = picture(control)
        control.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        after = picture(control)
        assert before.size() == after.size(), f"{kind}: nothing around it moves"
        ring = colours(after) - colours(before)
        tokens = theme.tokens()
        assert sum(ring[colour.upper()] for colour in (tokens.accent, tokens.text, tokens.on_accent)) > 20, kind


def test_what_the_pointer_is_on_is_seen(alone, scheme):
    for kind in ("button", "primary", "quiet", "line", "choice", "box", "radio"):
        control = alone(MAKERS[kind]())
        before = picture(control)
        enter(control)
        assert picture(control) != before, kind


def test_a_pressed_button_is_seen(alone, scheme):
    for kind in ("button", "primary", "quiet"):
        button = alone(MAKERS[kind]())
        before = picture(button)
        button.setDown(True)
        assert picture(button) != before, kind


def test_what_cannot_be_used_is_seen(alone, scheme):
    for kind in ("button", "primary", "line", "amount", "choice", "box", "radio"):
        control = alone(MAKERS[kind]())
        before = picture(control)
        control.setEnabled(False)
        assert picture(control) != before, kind


def test_what_is_chosen_is_told_without_its_colour(alone, scheme):
    for kind in ("box", "radio"):
        control = alone(MAKERS[kind]())
        before = picture(control)
        control.setChecked(True)
        after = picture(control).convertToFormat(QImage.Format.Format_Grayscale8)
        before = before.convertToFormat(QImage.Format.Format_Grayscale8)
        lightest = max(
            abs(before.pixelColor(x, y).red() - after.pixelColor(x, y).red())
            for x in range(20)
            for y in range(before.height())
        )
        assert lightest > 80, kind


# Scroll bars, edges, room


def test_a_scroll_bar_is_a_thin_handle_without_arrows(alone, scheme):
    for way in Qt.Orientation:
        bar = QScrollBar(way)
        bar.setRange(0, 1000)
        bar.setPageStep(300)
        bar.setFixedSize(QSize(8, 200) if way is Qt.Orientation.Vertical else QSize(200, 8))
        bar = alone(bar)
        option = QStyleOptionSlider()
        bar.initStyleOption(option)
        for arrow in (QStyle.SubControl.SC_ScrollBarAddLine, QStyle.SubControl.SC_ScrollBarSubLine):
            rect = bar.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, arrow, bar)
            assert rect.width() <= 1 or rect.height() <= 1
        image = picture(bar)
        handle = theme.tokens().edge.upper()
        upright = way is Qt.Orientation.Vertical
        across = [image.pixelColor(at, 30) if upright else image.pixelColor(30, at) for at in range(8)]
        solid = [colour.name().upper() for colour in across if colour.alpha() == 255]
        assert solid.count(handle) == 6


def test_the_text_of_a_field_keeps_away_from_its_edge(alone):
    line = alone(QLineEdit("Camille"))
    assert line.cursorRect().left() - line.fontMetrics().horizontalAdvance("Camille") >= 0
    line.home(False)
    assert line.cursorRect().center().x() >= 6
    amount = alone(AmountField(60, "ECTS"))
    amount.show_amount(24)
    amount.lineEdit().home(False)
    at = amount.lineEdit().mapTo(amount, amount.lineEdit().cursorRect().center())
    assert at.x() >= 6


def test_fields_and_buttons_of_a_row_are_as_tall_as_each_other(alone):
    kinds = ("button", "primary", "line", "choice", "amount")
    heights = {kind: alone(MAKERS[kind]()).sizeHint().height() for kind in kinds}
    assert max(heights.values()) - min(heights.values()) <= 3, heights


def test_a_usual_plan_fits_the_usual_window_and_a_low_one_leaves_the_checks_their_share(open_window, example):
    window = open_window(example, size=(1366, 768))
    QApplication.processEvents()
    assert not workspace_of(window).board.verticalScrollBar().maximum()
    window.resize(1024, 700)
    QApplication.processEvents()
    checks = workspace_of(window).side.checks.list
    assert checks.height() >= 9 * checks.fontMetrics().height()


def test_the_style_sheet_is_put_on_once(qapp, monkeypatch):
    put_on = []
    monkeypatch.setattr(QApplication, "setStyleSheet", lambda _app, sheet: put_on.append(sheet))
    theme.apply(qapp, theme.Scheme.LIGHT)
    assert put_on == [], "it is on already"
