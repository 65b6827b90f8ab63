"""Says what assistive technology sees of a program: for each wish that is read, one line of JSON.

Run by the system's Python, which has AT-SPI. It stays while the desk stands, and asks of things that are not wished
for no more than it must: each answer takes the program some time.
"""

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402


def box_of(node):
    box = node.get_extents(Atspi.CoordType.SCREEN)
    return [box.x, box.y, box.width, box.height]


def walk(node, parent=None, parent_name="", depth=0):
    """Everything shown, each with what it is in."""
    if node is None or depth > 40:
        return
    states = node.get_state_set()
    if not states.contains(Atspi.StateType.SHOWING) and depth > 1:
        return
    name = node.get_name()
    yield node, name, states, parent, parent_name
    for index in range(node.get_child_count()):
        yield from walk(node.get_child_at_index(index), node, name, depth + 1)


def told(node, name, role, states, parent, parent_name):
    entry = {
        "role": role,
        "name": name,
        "description": node.get_description(),
        "box": box_of(node),
        "parent": parent_name,
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
    return entry


def seen(pid, start="", role="", parent="", *, first=False, focused=False):
    desktop = Atspi.get_desktop(0)
    desktop.clear_cache()
    found = []
    for index in range(desktop.get_child_count()):
        app = desktop.get_child_at_index(index)
        if app is None or app.get_process_id() != pid:
            continue
        app.clear_cache()  # the screen has changed since the last look
        for node, name, states, above, above_name in walk(app):
            if not name.startswith(start) or parent not in above_name:
                continue
            if focused and not states.contains(Atspi.StateType.FOCUSED):
                continue
            role_name = node.get_role_name()
            if role in role_name:
                found.append(told(node, name, role_name, states, above, above_name))
                if first:
                    return found
    return found


for line in sys.stdin:
    print(json.dumps(seen(**json.loads(line))), flush=True)
