"""A desk with a screen, a window manager, a pointer and a keyboard: the program as a person meets it."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

SYSTEM_PYTHON = "/usr/bin/python3"
AT_SPI_LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
PROGRAMS = ("Xvfb", "openbox", "xdotool", "dbus-daemon")
PATIENCE = 30.0
_HOLD_CLIPBOARD = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
app = QGuiApplication(["another program", "-platform", "xcb"])
app.clipboard().setText(sys.stdin.buffer.read().decode())
QTimer.singleShot(100, lambda: print("held", flush=True))
app.exec()
"""
"""Who copies something hands it out for as long as he runs."""


@cache
def missing_programs() -> list[str]:
    """What the desk needs and this machine does not have."""
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if not any(Path(launcher).exists() for launcher in AT_SPI_LAUNCHERS):
        missing.append("at-spi2-core")
    has_at_spi = [SYSTEM_PYTHON, "-c", "import gi; gi.require_version('Atspi', '2.0')"]
    if not Path(SYSTEM_PYTHON).exists() or subprocess.run(has_at_spi, capture_output=True, check=False).returncode:
        missing.append("python3-pyatspi")
    return missing


def wait_until(condition: Callable[[], Any], what: str) -> Any:
    """Wait for *condition* to give something true; says *what* did not come."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"waited in vain for: {what}")


def descendants(pid: int) -> list[int]:
    """The processes that process *pid* started, those that they started, and so on."""
    found: list[int] = []
    for thread in Path(f"/proc/{pid}/task").glob("*/children"):
        for one in thread.read_text().split():
            found += [int(one), *descendants(int(one))]
    return found


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing on the screen, as assistive technology sees it."""

    role: str
    name: str
    description: str
    box: tuple[int, int, int, int]
    parent: str
    focused: bool
    focusable: bool
    list_box: tuple[int, int, int, int] | None = None
    """The box of what it is in."""
    value: float | None = None
    maximum: float | None = None

    @property
    def centre(self) -> tuple[int, int]:
        """Its middle, on the screen."""
        x, y, width, height = self.box
        return x + width // 2, y + height // 2


def _environment() -> dict[str, str]:
    """What programs on the screen inherit: nothing that says how they look or speak."""
    ours = ("QT_", "XDG_", "LC_", "LANG", "CSP_", "COVERAGE", "WAYLAND_DISPLAY")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    return {**kept, "LC_ALL": "C.UTF-8", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}


class Processes:
    """Processes that are started and ended here."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self._running: list[subprocess.Popen[Any]] = []

    def start(self, command: list[str], **options: Any) -> subprocess.Popen[Any]:
        """Start a process that goes on until the end."""
        options.setdefault("stdout", subprocess.DEVNULL)
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL, env=self.environment, **options)
        self._running.append(process)
        return process

    def run(self, *command: str) -> str:
        """Run a process to its end; what it says."""
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout

    def close(self) -> None:
        """End everything that was started."""
        for process in reversed(self._running):
            process.terminate()
        for process in self._running:
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


class Screen(Processes):
    """Screen, session bus, accessibility bus and window manager: half a second of work, and no trace of a program."""

    def __init__(self, width: int = 1366, height: int = 768) -> None:
        super().__init__(_environment())
        self._reader: subprocess.Popen[str] | None = None
        reader, writer = os.pipe()
        screen = ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"]
        self.start(screen, pass_fds=(writer,))
        os.close(writer)
        with os.fdopen(reader) as answer:
            self.environment["DISPLAY"] = f":{answer.readline().strip()}"
        bus = self.start(["dbus-daemon", "--session", "--nofork", "--print-address=1"], stdout=subprocess.PIPE)
        assert bus.stdout is not None
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
        launcher = next(path for path in AT_SPI_LAUNCHERS if Path(path).exists())
        self.start([launcher, "--launch-immediately"])
        self._manage_windows()

    def _manage_windows(self) -> None:
        """Start the window manager: a window opened before it answers gets no frame, and no key ever reaches it."""
        manager = self.start(["openbox"])

        def answers() -> bool:
            nonlocal manager
            if manager.poll() is not None:  # now and then it gives up on a screen that is only just there
                manager = self.start(["openbox"])
            return self.run("xdotool", "get_num_desktops").strip() not in ("", "0")

        wait_until(answers, "the window manager")

    def look(self, **wish: Any) -> Any:
        """What assistive technology sees that fits *wish*, which ``read_screen.py`` takes."""
        if self._reader is None:
            command = [SYSTEM_PYTHON, str(Path(__file__).with_name("read_screen.py"))]
            self._reader = self.start(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        reader = self._reader
        assert reader.stdin is not None
        assert reader.stdout is not None
        reader.stdin.write(json.dumps(wish) + "\n")
        reader.stdin.flush()
        answer = reader.stdout.readline()
        if not answer:  # it fell over something that went away while it looked
            self._reader = None
        return json.loads(answer or "[]")


class Desk(Processes):
    """A home before a screen, with what was copied there: it holds all that a program could leave behind."""

    def __init__(self, home: Path, width: int = 1366, height: int = 768, *, screen: Screen | None = None) -> None:
        self.home = home
        self._own_screen = None if screen else Screen(width, height)
        self.screen = screen or self._own_screen
        assert self.screen is not None
        super().__init__({**self.screen.environment, "HOME": str(home), "CSP_PLANNER_HOME": str(home)})

    def close(self) -> None:
        """End everything that was started."""
        super().close()
        if self._own_screen:
            self._own_screen.close()

    def picture(self, path: Path) -> None:
        """Take a picture of the screen."""
        subprocess.run(["import", "-window", "root", str(path)], env=self.environment, check=True)

    def copy(self, text: str) -> None:
        """Put *text* into the clipboard, as another program does when something is copied there."""
        command = [sys.executable, "-c", _HOLD_CLIPBOARD]
        holder = self.start(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert holder.stdin is not None
        assert holder.stdout is not None
        holder.stdin.write(text.encode())
        holder.stdin.close()
        assert holder.stdout.readline() == b"held\n"

    def open(self, *arguments: str, **environment: str) -> "Program":
        """Start the program."""
        return Program(self, arguments, environment)


class Program:
    """The program in its window."""

    def __init__(
        self,
        desk: Desk,
        arguments: tuple[str, ...],
        environment: dict[str, str],
        command: tuple[str, ...] = (sys.executable, "-m", "csp_planner"),
    ) -> None:
        self.desk = desk
        self.gestures: list[str] = []
        """What the hands did, one by one: a click, a drag, a key or chord, a value typed, with the Enter after it."""
        self._scale = int(environment.get("QT_SCALE_FACTOR", "1"))
        # Into a file: nobody empties a pipe, and a full one would stop the program.
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the program is
        self.process = subprocess.Popen(
            [*command, *arguments],
            env={**desk.environment, **environment},
            stderr=self._complaints,
            stdout=subprocess.DEVNULL,
        )
        self.pid = wait_until(self._with_the_keys, "the focus: before it, keys go nowhere")

    def _with_the_keys(self) -> int | None:
        """The process whose window has the focus: whoever was asked may have asked another program."""
        assert self.process.poll() is None, self._said()
        started = (self.process.pid, *descendants(self.process.pid))
        return next((pid for pid in started if self.desk.screen.look(pid=pid, focused=True, first=True)), None)

    def _said(self) -> str:
        """What the program wrote to its standard error."""
        self._complaints.seek(0)
        return self._complaints.read().decode(errors="replace")

    def items(self, start: str = "", role: str = "", parent: str = "", *, first: bool = False) -> list[Item]:
        """Everything shown whose name starts so, with such a role, in such a parent; read afresh."""
        found = self.desk.screen.look(pid=self.pid, start=start, role=role, parent=parent, first=first)
        for entry in found:  # Qt tells boxes in its own pixels, the pointer moves in the screen's
            for key in ("box", "list_box"):
                entry[key] = entry[key] and tuple(side * self._scale for side in entry[key])
        return [Item(**entry) for entry in found]

    def item(self, start: str, role: str = "", parent: str = "") -> Item:
        """The first of them; waits for it."""
        (found,) = wait_until(
            lambda: self.items(start, role, parent, first=True), f"{role or 'item'} {start!r} {parent}"
        )
        return found

    def whole_item(self, name: str, role: str = "") -> Item:
        """The first whose name is just that; waits for it."""
        of_that_name = lambda: [item for item in self.items(name, role) if item.name == name]  # noqa: E731
        return wait_until(of_that_name, f"{role or 'item'} {name!r}")[0]

    def has(self, start: str, parent: str = "") -> bool:
        """Whether such a thing is shown now."""
        return bool(self.items(start, parent=parent, first=True))

    def list_box(self, name: str) -> Item:
        """The list called *name*."""
        return self.item(name, role="list")

    def drag(self, start: tuple[int, int], end: tuple[int, int], *, drop: bool = True) -> None:
        """Drag with the real pointer, in steps as a hand does."""
        way = ["mousemove", *map(str, start), "mousedown", "1"]
        for step in range(1, 13):
            x = start[0] + (end[0] - start[0]) * step // 12
            y = start[1] + (end[1] - start[1]) * step // 12
            way += ["mousemove", str(x), str(y), "sleep", "0.015"]
        self.gestures.append("mousedown 1")
        self.desk.run("xdotool", *way, "sleep", "0.05", *(("mouseup", "1") if drop else ()))

    def card(self, code: str) -> Item:
        """The card of unit *code*; turns the wheel over the units to place until it is seen there."""
        self.list_box("Unités à placer")
        for wheel in (None, *["5"] * 12, *["4"] * 12):
            if wheel is not None:
                self.click_at(*self.list_box("Unités à placer").centre, button=wheel)
                time.sleep(0.1)
            for item in self.items(code, "list item"):
                if self._is_whole(item):
                    return item
        raise AssertionError(f"no card of {code} on the screen")

    def _is_whole(self, card: Item) -> bool:
        """Whether no edge of its list cuts the card."""
        return not card.list_box or (
            card.box[1] >= card.list_box[1] - 1 and card.box[1] + card.box[3] <= card.list_box[1] + card.list_box[3] + 8
        )

    def drag_card(self, code: str, term: str, *, drop: bool = True) -> None:
        """Drag the card of unit *code* onto the list called *term*."""
        card = self.card(code)
        self.drag(card.centre, self.list_box(term).centre, drop=drop)

    def click(self, start: str, role: str = "", *, whole: bool = False) -> None:
        """Click the thing whose name starts so, or is just that."""
        find = (lambda: self.whole_item(start, role)) if whole else (lambda: self.item(start, role))
        find()
        # A dialog that has just come is put in its place before it has the keys. A window needs none to be clicked.
        wait_until(lambda: self.desk.screen.look(keys_of=self.pid) is not False, "the dialog that asks")
        self.click_at(*find().centre)

    def click_at(self, x: int, y: int, button: str = "1") -> None:
        """Click there, with the left button or another."""
        self.gestures.append(f"click {button}")
        self.desk.run("xdotool", "mousemove", str(x), str(y), "click", button)

    def pointer(self, *command: str) -> None:
        """One act of the pointer."""
        if command[0] in ("click", "mousedown"):
            self.gestures.append(" ".join(command))
        self.desk.run("xdotool", *command)

    def keys(self, *names: str) -> None:
        """Press keys, one after the other."""
        self._wait_for_the_keys()
        presses: list[str] = []
        for name in names:
            ends_value = name == "Return" and bool(self.gestures) and self.gestures[-1].startswith("type ")
            self.gestures[-1:] = [f"{self.gestures[-1]}, Return"] if ends_value else [*self.gestures[-1:], name]
            presses += ["key", name, "sleep", "0.04"]
        self.desk.run("xdotool", *presses)

    def _wait_for_the_keys(self) -> None:
        """A dialog, or the window it leaves behind, is shown a moment before keys reach it."""
        wait_until(lambda: self.desk.screen.look(keys_of=self.pid), "the keys in the window that asks")

    def rest(self) -> None:
        """Wait as long as a hand does before a menu that is just opened: it takes no key before it is shown."""
        time.sleep(0.5)

    def write(self, text: str) -> None:
        """Type *text*."""
        self._wait_for_the_keys()
        self.gestures.append(f"type {text}")
        self.desk.run("xdotool", "type", "--delay", "15", text)

    def kill(self) -> None:
        """kill -9."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def close(self) -> None:
        """End the program, whatever it shows."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.kill()
