"""What this program needs of the toolkit, and a later version may lack."""

import sys

from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QLabel


def test_a_call_that_returns_nothing_loses_no_reference_to_none(qtbot):
    """PySide 6.12.0 loses one at every call under Python 3.11; at none left, the interpreter aborts."""
    label = QLabel()
    qtbot.addWidget(label)
    picture = QImage(8, 8, QImage.Format.Format_ARGB32)
    painter = QPainter(picture)
    before = sys.getrefcount(None)
    for _each in range(1_000):
        label.setText("a")
        label.update()
        painter.save()
        painter.drawLine(0, 0, 4, 4)
        painter.restore()
    after = sys.getrefcount(None)
    painter.end()
    assert after > before - 100


def test_a_virtual_method_without_a_result_keeps_the_count_of_none(qtbot):
    class Painted(QLabel):
        count = 0

        def paintEvent(self, event):  # noqa: N802
            self.count += 1

    label = Painted()
    qtbot.addWidget(label)
    with qtbot.waitExposed(label):
        label.show()
    before = sys.getrefcount(None)
    for _each in range(1_000):
        label.repaint()
    assert label.count >= 1_000
    assert sys.getrefcount(None) > before - 100
