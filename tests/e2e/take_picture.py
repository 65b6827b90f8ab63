"""Takes the README's picture of the real window, in the middle of a drag.

``uv run python tests/e2e/take_picture.py OUT [light|dark]``
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from desk import Desk

from csp_planner.storage.library import example_files


def main(out: Path, today: str = "2026-11-23", theme: str = "light") -> None:
    """Drag TET010 over a semester of the example and take the picture."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        plan = home / "exemple.cspplan"
        shutil.copyfile(example_files()[0], plan)
        (home / "config").mkdir()
        (home / "config" / "settings.json").write_text(f'{{"theme": "{theme}"}}', encoding="utf-8")
        desk = Desk(home)
        try:
            program = desk.open(str(plan), "--today", today)
            program.drag_card("TET010", "Semestre 1 2028/2029", drop=False)
            time.sleep(0.4)
            desk.picture(out)
            program.close()
        finally:
            desk.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), theme=sys.argv[2] if len(sys.argv) > 2 else "light")
