"""What is known of a unit that is no row of the sheet, and the way to say for which rows it counts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from csp_planner.domain.text import plain_lines
from csp_planner.messages.acquired import acquired_ground, decision_words, use_words
from csp_planner.messages.catalogue import _
from csp_planner.ui.actions.units import Acts
from csp_planner.ui.document.session import Session
from csp_planner.ui.panels.section import Section
from csp_planner.ui.widgets.labels import plain_label


class AcquiredSection(Section):
    """How it was acquired, what it counts for, who decided; buttons to link it, to change it, to take it away."""

    def __init__(self, session: Session, acts: Acts) -> None:
        super().__init__(_("Acquired outside the sheet"), session)
        self._acts = acts
        self.about, self.use, self.decision, self.note = (plain_label() for _each in range(4))
        self.link, self.remove = QPushButton(), QPushButton(_("Remove"))
        self.link.clicked.connect(lambda: self._acts.crediting.link(self.code))
        self.remove.clicked.connect(lambda: self._acts.crediting.remove(self.code))
        for label in (self.about, self.use, self.decision, self.note):
            self.column.addWidget(label)
        for button in (self.link, self.remove):
            self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def refresh(self) -> None:
        evaluation = self.session.evaluation
        acquired = next((one for one in evaluation.outside if one.unit == self.code), None)
        if acquired is None:
            return
        credit = acquired.credit
        texts = (
            (self.about, acquired_ground(acquired, evaluation.today)),
            (self.use, use_words(acquired)),
            (self.decision, decision_words(credit) if credit is not None else ""),
            (self.note, plain_lines(credit.note) if credit is not None else ""),
        )
        for label, text in texts:
            label.setText(text)
            label.setVisible(bool(text))
        self.link.setText(_("Change, or link to other rows…") if acquired.rows else _("Link to rows of the sheet…"))
        self.remove.setVisible(credit is not None)
