"""The style of every control, as Qt's style sheet: 1 px edges, radii 6 and 8, distances of 4 px."""

import re

from csp_planner.ui.theme.glyphs import glyph_path
from csp_planner.ui.theme.tokens import Tokens

_TOKEN = re.compile(r"@(\w+)")
_GLYPH = re.compile(r"glyph\(([\w-]+)\)")


def style_sheet(tokens: Tokens) -> str:
    """The style sheet in the colours of *tokens*, with the glyphs in use.

    What has the focus has an edge of 2 px in the accent, drawn within its size; what is disabled has a faint one.
    """
    coloured = _TOKEN.sub(lambda found: getattr(tokens, found[1]), _SHEET)
    return _GLYPH.sub(lambda found: f'url("{glyph_path(found[1])}")', coloured)


# Selectors name classes only: one that asks for a property is looked up in every widget, which slows every start.
_SHEET = """
QToolButton { background: transparent; color: @text; border: 1px solid transparent; border-radius: 6px; padding: 3px;
    outline: none; }
QToolButton:hover { background: @hover; }
QToolButton:pressed { background: @pressed; }
QToolButton:focus { border: 2px solid @accent; padding: 2px; }
QToolButton:disabled { color: @disabled; }
QuietButton { padding: 1px 4px; }
QuietButton:focus { padding: 0 3px; }
TermPane QuietButton { padding: 0; }

QPushButton, BarTool { background: @surface; color: @text; border: 1px solid @edge; border-radius: 6px;
    padding: 4px 11px; outline: none; }
BarTool { padding: 3px 10px 2px 10px; }
QPushButton:hover, BarTool:hover { background: @hover; }
QPushButton:pressed, BarTool:pressed { background: @pressed; }
QPushButton:default { border-color: @accent; color: @accent; }
QPushButton:focus, BarTool:focus { border: 2px solid @accent; padding: 3px 10px; }
BarTool:focus { padding: 2px 9px 1px 9px; }
QPushButton:disabled, BarTool:disabled { background: transparent; color: @disabled; border-color: @line; }
QPushButton:flat { background: transparent; border-color: transparent; padding: 4px 7px; }
QPushButton:flat:hover { background: @hover; }
QPushButton:flat:pressed { background: @pressed; }
QPushButton:flat:focus { border: 2px solid @accent; padding: 3px 6px; }
QPushButton::menu-indicator { image: glyph(down); width: 16px; height: 16px;
    subcontrol-origin: padding; subcontrol-position: right center; right: 7px; }
MenuPush { padding-right: 15px; }
MenuPush:focus { padding-right: 14px; }
SignTool { background: transparent; border-color: transparent; padding: 2px; }
SignTool:focus { padding: 1px; }
SignTool:disabled { border-color: transparent; }
PrimaryButton, PrimaryButton:default { background: @accent; color: @on_accent; border-color: @accent; }
PrimaryButton:hover { background: @accent; border-color: @text; }
PrimaryButton:pressed { background: @muted; border-color: @muted; }
PrimaryButton:focus { border: 3px double @on_accent; background: @accent; padding: 2px 9px; }
PrimaryButton:disabled { background: transparent; color: @disabled; border-color: @line; }
QDialogButtonBox QPushButton { min-width: 64px; }

QLineEdit, QAbstractSpinBox, QComboBox, QPlainTextEdit, QTextEdit { background: @surface; color: @text;
    border: 1px solid @edge; border-radius: 6px; selection-background-color: @accent;
    selection-color: @on_accent; placeholder-text-color: @muted; }
QLineEdit, QAbstractSpinBox, QComboBox { padding: 4px 7px; }
QPlainTextEdit, QTextEdit { padding: 3px; }
QLineEdit:hover, QAbstractSpinBox:hover, QComboBox:hover, QPlainTextEdit:hover { border-color: @muted; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus { border: 2px solid @accent; padding: 3px 6px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid @accent; padding: 2px; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled { background: @background; color: @disabled;
    border-color: @line; }
QAbstractSpinBox { padding: 3px 0; }
QAbstractSpinBox:focus { padding: 2px 0; }
_AmountLine, QLineEdit#qt_spinbox_lineedit, QComboBox QLineEdit { background: transparent; border: none; padding: 0; }
QLineEdit { lineedit-clear-button-icon: glyph(close); }

QComboBox { padding-right: 3px; combobox-popup: 0; }
QComboBox:focus { padding-right: 2px; }
QComboBox:hover { background: @hover; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: glyph(down); width: 16px; height: 16px; }
QComboBox::down-arrow:disabled { image: glyph(down-off); }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @edge; padding: 4px; outline: none;
    selection-background-color: @accent; selection-color: @on_accent; }
QComboBox QAbstractItemView::item { padding: 4px 8px; border-radius: 4px; color: @text; }
QComboBox QAbstractItemView::item:selected { background: @accent; color: @on_accent; }

QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 24px; background: transparent;
    subcontrol-origin: border; }
QAbstractSpinBox::up-button { subcontrol-position: top right; border-top-right-radius: 5px; margin: 1px 1px 0 0; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; border-bottom-right-radius: 5px;
    margin: 0 1px 1px 0; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: @hover; }
QAbstractSpinBox::up-button:pressed, QAbstractSpinBox::down-button:pressed { background: @pressed; }
QAbstractSpinBox::up-arrow { image: glyph(up); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow { image: glyph(down); width: 12px; height: 12px; }
QAbstractSpinBox::up-arrow:off, QAbstractSpinBox::up-arrow:disabled { image: glyph(up-off); }
QAbstractSpinBox::down-arrow:off, QAbstractSpinBox::down-arrow:disabled { image: glyph(down-off); }

QCheckBox, QRadioButton { spacing: 8px; }
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator, QMenu::indicator { width: 14px; height: 14px;
    background: @surface; border: 1px solid @edge; border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover, QListView::indicator:hover { background: @hover;
    border-color: @accent; }
QCheckBox::indicator:pressed, QRadioButton::indicator:pressed { background: @pressed; }
QCheckBox::indicator:checked, QListView::indicator:checked { background: @accent; border-color: @accent;
    image: glyph(tick-on); }
QRadioButton::indicator:checked { width: 6px; height: 6px; background: @surface; border: 5px solid @accent; }
QCheckBox::indicator:focus { width: 12px; height: 12px; border: 2px solid @accent; }
QCheckBox::indicator:checked:focus { border-color: @text; }
QRadioButton::indicator:focus { width: 12px; height: 12px; border: 2px solid @accent; }
QRadioButton::indicator:checked:focus { width: 6px; height: 6px; border: 5px solid @text; }
QCheckBox:disabled, QRadioButton:disabled { color: @disabled; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: @background; border-color: @line; }
QCheckBox::indicator:checked:disabled { image: glyph(tick-off); }

QMenuBar { background: transparent; border: none; }
QMenuBar::item { background: transparent; color: @text; padding: 4px 6px; border-radius: 6px; }
QMenuBar::item:selected { background: @hover; }
QMenuBar::item:pressed { background: @pressed; }
QToolButton#qt_menubar_ext_button { qproperty-icon: glyph(right); border: none; padding: 0; }
QMenu { background: @surface; color: @text; border: 1px solid @edge; padding: 4px; }
QMenu::item { padding: 4px 24px 4px 8px; border: 1px solid transparent; border-radius: 4px; }
QMenu::item:selected { background: @accent; color: @on_accent; }
QMenu::item:disabled { color: @disabled; }
QMenu::item:disabled:selected { background: @hover; color: @disabled; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QMenu::indicator { left: 7px; background: transparent; border: none; width: 16px; height: 16px; }
QMenu::indicator:checked { image: glyph(tick); }
QMenu::indicator:checked:selected { image: glyph(tick-on); }
QMenu::right-arrow { image: glyph(right); width: 16px; height: 16px; right: 4px; }
QMenu::right-arrow:selected { image: glyph(right-on); }

QToolTip { background: @text; color: @surface; border: 1px solid @surface; padding: 1px 3px; }

QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 8px; }
QScrollBar:horizontal { height: 8px; }
QScrollBar::handle { background: @edge; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 32px; margin: 2px 1px; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 1px 2px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::handle:pressed { background: @accent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; background: none; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }

QListWidget, QTableView, QTableWidget, BlockEditor QTreeWidget { background: @surface; border: 1px solid @line;
    border-radius: 6px; gridline-color: @line; outline: none; color: @text; }
QListWidget { padding: 3px; }
QListWidget::item { padding: 3px 4px; border-radius: 4px; border: 1px solid transparent; }
QListWidget::item:hover { background: @hover; }
QListWidget::item:selected { background: @accent_fill; color: @text; }
BlockEditor QTreeWidget::item { padding: 3px 0; }
BlockEditor QTreeWidget::branch { image: none; border-image: none; }
BlockEditor QTreeWidget::item:selected { background: @accent_fill; color: @text; }
QListWidget:focus, QTableView:focus, BlockEditor QTreeWidget:focus { border: 2px solid @accent; }
QListWidget:focus { padding: 2px; }
QListWidget::item:focus { border-color: @accent; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: @background; color: @text; border: none; border-bottom: 1px solid @line;
    padding: 4px 8px; }
QTableView QTableCornerButton::section { background: @background; border: none; border-bottom: 1px solid @line; }
ComparisonTable QTableCornerButton::section, OpeningTable QTableCornerButton::section,
OpeningTable QHeaderView::section { background: transparent; }

#box { background: @surface; border: 1px solid @line; border-radius: 8px; }
QGroupBox { background: @surface; border: 1px solid @line; border-radius: 8px; margin-top: 24px; padding: 0; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; padding: 0 0 4px 0; color: @text; }
QTabWidget::pane { background: @surface; border: 1px solid @line; border-radius: 8px; top: -1px; }
QTabWidget QTabBar::tab { background: transparent; color: @text; border: 1px solid transparent; border-radius: 6px;
    padding: 4px 12px; margin: 0 4px 5px 0; }
QTabWidget QTabBar::tab:hover { background: @hover; }
QTabWidget QTabBar::tab:selected { background: @accent_fill; color: @accent; }
QTabWidget QTabBar::tab:focus { border: 2px solid @accent; padding: 3px 11px; }
QProgressBar { background: @line; border: none; border-radius: 3px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QSplitter::handle { background: transparent; image: none; }
QSplitter::handle:hover { background: @edge; }
QStatusBar::item { border: none; }

QCalendarWidget QWidget#qt_calendar_navigationbar { background: @background; }
QCalendarWidget QTableView, QCalendarWidget QTableView:focus { border: none; border-radius: 0; }
QCalendarWidget QToolButton { color: @text; padding: 3px 7px; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QToolButton#qt_calendar_prevmonth { qproperty-icon: glyph(back); }
QToolButton#qt_calendar_nextmonth { qproperty-icon: glyph(forward); }
"""
