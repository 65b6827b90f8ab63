"""Prints what assistive technology sees of the program, as JSON. Run by the system's Python, which has AT-SPI."""

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402


def box_of(node):
    box = node.get_extents(Atspi.CoordType.SCREEN)
    return [box.x, box.y, box.width, box.height]


def walk(node, found, depth=0):
    if node is None or depth > 40:
        return
    states = node.get_state_set()
    if not states.contains(Atspi.StateType.SHOWING) and depth > 1:
        return
    parent = node.get_parent()
    entry = {
        "role": node.get_role_name(),
        "name": node.get_name(),
        "description": node.get_description(),
        "box": box_of(node),
        "parent": (parent.get_name() or "") if parent else "",
        "list_box": box_of(parent) if parent and parent.get_role_name() == "list" else None,
        "focused": states.contains(Atspi.StateType.FOCUSED),
        "focusable": states.contains(Atspi.StateType.FOCUSABLE),
    }
    try:
        value = node.get_value_iface()
        if value is not None:
            entry["value"] = node.get_current_value()
            entry["maximum"] = node.get_maximum_value()
    except Exception:
        pass
    found.append(entry)
    for index in range(node.get_child_count()):
        walk(node.get_child_at_index(index), found, depth + 1)


def main():
    pid = int(sys.argv[1])
    desktop = Atspi.get_desktop(0)
    found = []
    for index in range(desktop.get_child_count()):
        app = desktop.get_child_at_index(index)
        if app is not None and app.get_process_id() == pid:
            walk(app, found)
    json.dump(found, sys.stdout)


main()
