"""The program's icon: every size that a desktop asks for is drawn, and the drawing is the one that is kept."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from csp_planner.app import _icon
from csp_planner.storage.library import resource_folder

SIZES = (16, 22, 24, 32, 48, 64, 128, 256)


def test_each_size_has_a_picture_of_that_size(qapp):
    assert sorted(size.width() for size in _icon().availableSizes()) == sorted(SIZES)
    for size in SIZES:
        picture = QImage(str(resource_folder() / "icons" / f"csp-planner-{size}.png"))
        assert picture.size() == QSize(size, size)


def test_the_three_steps_can_be_told_apart_at_sixteen_pixels(qapp):
    picture = QImage(str(resource_folder() / "icons" / "csp-planner-16.png"))
    ground, low, middle, high = (picture.pixelColor(*spot) for spot in ((8, 2), (4, 12), (8, 8), (11, 4)))
    assert low == middle
    assert len({each.name() for each in (ground, low, high)}) == 3
    assert min(abs(ground.lightness() - each.lightness()) for each in (low, high)) > 60
