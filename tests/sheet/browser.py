"""A browser that prints many pages one after the other: to start it takes much longer than to print one."""

import json
import shutil
import subprocess
from base64 import b64decode
from contextlib import suppress
from itertools import count
from os import read
from pathlib import Path
from select import select
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PATIENCE = 100
"""Seconds after which a browser that says nothing has failed."""


def installed_browser() -> str | None:
    """The path of a browser that prints without a window, if there is one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """A running browser without a window. It is told what to do in its own protocol, which it reads from pipes."""

    def __init__(self, path: str, folder: Path) -> None:
        self._page = folder / "page.html"
        self._numbers = count(1)
        self._unread = b""
        self._loaded: set[str] = set()
        self._session = ""
        # It reads its protocol from file 3 and answers on file 4; what it says beside that is of no interest.
        command = ("sh", "-c", 'exec "$@" 3<&0 4>&1 </dev/null >/dev/null', "sh", path)
        flags = ("--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe")
        self._process = subprocess.Popen(
            [*command, *flags, f"--user-data-dir={folder / 'profile'}"],
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def printed(self, page: str) -> tuple[bytes, bytes]:
        """The PDF files that the browser makes of *page*: with what it prints at the edges, and without it."""
        if not self._session:
            tab = self._ask("Target.createTarget", url="about:blank")["targetId"]
            self._session = self._ask("Target.attachToTarget", targetId=tab, flatten=True)["sessionId"]
            self._ask("Page.enable")
            self._ask("Page.setLifecycleEventsEnabled", enabled=True)
        self._page.write_text(page, "utf-8")
        wanted = self._ask("Page.navigate", url=self._page.as_uri())["loaderId"]
        while wanted not in self._loaded:
            self._answer()
        return self._print(has_edges=True), self._print(has_edges=False)

    def close(self) -> None:
        """End it, kindly if it listens."""
        try:
            with suppress(BrokenPipeError, EOFError):
                self._ask("Browser.close")
            self._process.wait(timeout=PATIENCE)
        finally:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:  # read to its end it might never be: what the browser started may hold it open
                    pipe.close()

    def _print(self, *, has_edges: bool) -> bytes:
        # As --print-to-pdf prints, and but for the margins the dialog of a browser too.
        how = {"printBackground": True, "preferCSSPageSize": True, "generateTaggedPDF": True}
        return b64decode(self._ask("Page.printToPDF", displayHeaderFooter=has_edges, **how)["data"])

    def _ask(self, method: str, **params: Any) -> dict[str, Any]:
        asked: dict[str, Any] = {"id": next(self._numbers), "method": method, "params": params}
        if method.startswith("Page."):
            asked["sessionId"] = self._session
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(asked).encode() + b"\0")
        while True:
            answer = self._answer()
            if answer.get("id") == asked["id"]:
                assert "error" not in answer, answer
                return answer["result"]

    def _answer(self) -> dict[str, Any]:
        """What the browser says next: an answer, or that something happened."""
        assert self._process.stdout is not None
        while b"\0" not in self._unread:
            if not select([self._process.stdout], [], [], PATIENCE)[0]:
                raise TimeoutError("the browser does not answer")
            part = read(self._process.stdout.fileno(), 1 << 20)
            if not part:
                raise EOFError("the browser is gone")
            self._unread += part
        said, _zero, self._unread = self._unread.partition(b"\0")
        answer: dict[str, Any] = json.loads(said)
        told = answer.get("params", {})
        if answer.get("method") == "Page.lifecycleEvent" and told["name"] == "load":
            self._loaded.add(told["loaderId"])
        return answer
