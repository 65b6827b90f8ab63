"""What a person notes about a unit."""

from PySide6.QtWidgets import QCheckBox

from csp_planner.domain.edits import set_note
from csp_planner.domain.profile import Note
from csp_planner.messages.catalogue import _
from csp_planner.messages.problems import shown
from csp_planner.ui import theme
from csp_planner.ui.document.session import Session
from csp_planner.ui.panels.note_field import NoteField
from csp_planner.ui.panels.section import Section
from csp_planner.ui.widgets.labels import plain_label
from csp_planner.ui.widgets.undo_keys import end_undo

HEIGHT = 90


class NoteSection(Section):
    """The note, and whether it is private. A private one is hidden where others look on, as in interview mode."""

    def __init__(self, session: Session, *, shows_private: bool) -> None:
        super().__init__(_("Note"), session)
        self._shows_private = shows_private
        self._noted = ""
        """The note as the plan had it when it was last shown: what differs from it was typed here."""
        self._own = ""
        """The note as it was last typed here: even a private one stays in sight until the unit is left."""
        self.field = NoteField()
        self.field.setAccessibleName(_("Note"))
        self.field.setPlaceholderText(_("No note: write here what is to be remembered of this unit."))
        self.field.setFixedHeight(HEIGHT)
        self.field.settled.connect(self.settle)
        self.private = QCheckBox(_("Private"))
        self.private.clicked.connect(self._take_private)
        about = plain_label(_("A private note is never printed, and hidden in interview mode."))
        about.setFont(theme.scaled(self.font(), 0.9))
        self.hidden = plain_label(_("A private note is hidden in interview mode."))
        for widget in (self.field, self.private, about, self.hidden):
            self.column.addWidget(widget)

    @property
    def _kept(self) -> Note | None:
        """The note of the unit in the document."""
        return self.session.document.profile.notes_for(self.code)

    def _hides(self, note: Note | None) -> bool:
        return note is not None and note.private and not self._shows_private and note.text != self._own

    def begin(self, code: str) -> None:
        """Be about unit *code* from now on, and show its note in place of what was typed about another unit."""
        super().begin(code)
        self._own = ""
        self._show_text()

    def forget(self) -> None:
        """Be about no unit, and show no note."""
        super().forget()
        self._own = self._noted = ""
        self.field.show_text("")

    def _show_text(self) -> None:
        note = self._kept
        self._noted = note.text if note is not None and not self._hides(note) else ""
        self.field.show_text(self._noted)

    def refresh(self) -> None:
        """Show the note where it changed elsewhere or by an undo; what is being typed stays otherwise."""
        note = self._kept
        changed = (note.text if note is not None else "") != self._noted
        if changed:
            self._own = ""
        hidden = self._hides(note)
        self.field.setVisible(not hidden)
        self.private.setVisible(not hidden)
        self.hidden.setVisible(hidden)
        if changed or hidden:
            self._show_text()
        self.private.setChecked(note.private if note is not None else True)

    def settle(self) -> None:
        """Keep the note as it is typed, as one undo step."""
        if not self.code or self.session.trial is not None:
            return
        code, note = self.code, self._kept
        if self._hides(note):
            return
        text, private = self.field.text.strip(), self.private.isChecked()
        if (note.text if note else "") == text and (note is None or note.private == private):
            return
        if text != self._noted:
            self._own = text
        self._noted = text  # what is typed on meanwhile stays in the field
        if self.session.do(
            _("Note on {unit}").format(unit=shown(code)), lambda plan: set_note(plan, code, text, private)
        ):
            end_undo(self.field)

    def _take_private(self) -> None:
        """A person who makes a note private wants it out of sight at once."""
        self.settle()
        self._own = ""
        if self._kept is not None:
            self.refresh()
