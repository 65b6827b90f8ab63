"""Says what assistive technology sees of a program: for each wish that is read, one line of JSON.

Run by the system's Python, which has AT-SPI. It stays while the screen stands. The program itself is asked for what is
shown, with such roles, in one question a window: to go through everything that a window holds, with some questions for
each thing, takes the program many times as long.
"""

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

SHOWING, FOCUSED, ACTIVE = Atspi.StateType.SHOWING, Atspi.StateType.FOCUSED, Atspi.StateType.ACTIVE
DIALOGS = (Atspi.Role.DIALOG, Atspi.Role.ALERT, Atspi.Role.FILE_CHOOSER)
ROLES = {number: Atspi.role_get_name(Atspi.Role(number)) for number in range(Atspi.Role.LAST_DEFINED)}


def rule_of(role, focused):
    """What is asked of a window: things shown, whose role has *role* in its name."""
    states = Atspi.StateSet.new([SHOWING, FOCUSED] if focused else [SHOWING])
    roles = [Atspi.Role(number) for number, name in ROLES.items() if role and role in name]
    every, some = Atspi.CollectionMatchType.ALL, Atspi.CollectionMatchType.ANY
    return Atspi.MatchRule.new(states, every, {}, every, roles, some if roles else every, [], every, False)


def children(node):
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield child


def is_shown(node, known):
    """Whether *node* and all that it is in are shown, up to the window."""
    if node not in known:
        parent = node.get_parent()
        is_window = parent is None or parent.get_role() == Atspi.Role.APPLICATION
        known[node] = is_window or (node.get_state_set().contains(SHOWING) and is_shown(parent, known))
    return known[node]


def matches(app, role, focused):
    """The windows of *app*, and what they show, in the order of reading."""
    for window in children(app):
        states = window.get_state_set()
        if role in window.get_role_name() and (states.contains(FOCUSED) or not focused):
            yield window
        order = Atspi.CollectionSortOrder.CANONICAL
        yield from Atspi.Collection.get_matches(window, rule_of(role, focused), order, 0, True)


def told(node, name, parent):
    states = node.get_state_set()
    entry = {
        "role": node.get_role_name(),
        "name": name,
        "description": node.get_description(),
        "box": box_of(node),
        "parent": parent.get_name() if parent else "",
        "list_box": box_of(parent) if parent and parent.get_role_name() == "list" else None,
        "focused": states.contains(FOCUSED),
        "focusable": states.contains(Atspi.StateType.FOCUSABLE),
    }
    try:
        value = node.get_value_iface()
        if value is not None:
            entry["value"] = node.get_current_value()
            entry["maximum"] = node.get_maximum_value()
    except GLib.Error:
        pass
    return entry


def box_of(node):
    box = node.get_extents(Atspi.CoordType.SCREEN)
    return [box.x, box.y, box.width, box.height]


def seen(pid, start="", role="", parent="", *, first=False, focused=False):
    desktop = Atspi.get_desktop(0)
    desktop.clear_cache()
    found, known = [], {}
    for app in children(desktop):
        if app.get_process_id() != pid:
            continue
        app.clear_cache()  # the screen has changed since the last look
        for node in matches(app, role, focused):
            name = node.get_name()
            if not name.startswith(start):
                continue
            above = node.get_parent()
            if parent and parent not in (above.get_name() if above else ""):
                continue
            if is_shown(node, known):
                found.append(told(node, name, above))
                if first:
                    return found
    return found


def has_the_keys(pid):
    """Whether keys pressed now reach the dialog that asks last, or the window: both are shown before that.

    None where no dialog asks and the window manager has given the keys to nobody.
    """
    desktop = Atspi.get_desktop(0)
    desktop.clear_cache()
    shown = []
    for app in children(desktop):
        if app.get_process_id() == pid:
            app.clear_cache()
            shown += [(window.get_role() in DIALOGS, window.get_state_set()) for window in children(app)]
    shown = [(asks, states.contains(ACTIVE)) for asks, states in shown if states.contains(SHOWING)]
    asking = [is_active for asks, is_active in shown if asks]
    return asking[-1] if asking else any(is_active for _asks, is_active in shown) or None


for line in sys.stdin:
    wish = json.loads(line)
    try:
        answer = has_the_keys(wish["keys_of"]) if "keys_of" in wish else seen(**wish)
    except GLib.Error:  # it went away while it was looked at
        answer = []
    print(json.dumps(answer), flush=True)
