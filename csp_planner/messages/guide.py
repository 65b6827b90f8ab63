"""The one-page guide, and the keys that no menu has."""

from csp_planner.messages.catalogue import _

_Parts = tuple[tuple[str, str], ...]


def guide() -> _Parts:
    """Heading and text of each part of the guide."""
    return _about_planning() + _about_variants() + _about_the_rest()


def interview_steps() -> tuple[tuple[str, int], ...]:
    """An interview from the first page to paper: each step, and how many gestures it takes.

    A gesture is a click, a key or chord, or a value typed, with the Enter that ends it.
    """
    return (
        (
            _(
                "On the first page, type the name, then click and type the load, the hours a week and the months of "
                "experience; tick “still going on”; Enter."
            ),
            9,
        ),
        (_("A unit obtained by VES: right-click its card, “Obtained otherwise”, “VES”, Enter."), 4),
        (_("Ctrl+S, Enter: the plan has its file, and all that follows is saved by itself."), 2),
        (_("Fast: Ctrl+G, Enter, “Keep as a scenario”."), 3),
        (_("Gentle: click “Hours per semester”, type 60, Enter, “Keep as a scenario”."), 3),
        (
            _(
                "With a semester off: the tab of the fast one, “⋯” on the semester, “What if this semester is "
                "skipped?”, “Keep as a scenario”."
            ),
            4,
        ),
        (_("Ctrl+K puts the three side by side."), 1),
        (_("“Open” above the one that is chosen."), 1),
        (_("Ctrl+P, Enter: it is on paper, to be signed."), 2),
    )


def _interview() -> tuple[str, str]:
    """The interview as a part of the guide."""
    steps = interview_steps()
    total = sum(gestures for _step, gestures in steps)
    lines = [f"{number}. {step}\u00a0[{gestures}]" for number, (step, gestures) in enumerate(steps, 1)]
    explained = _("In brackets: how many gestures. A click, a key or a value typed with Enter is one.")
    return _("An interview in {count} gestures").format(count=total), "\n".join([*lines, explained])


def _about_planning() -> _Parts:
    return (
        (
            _("Plan a unit"),
            _(
                "Drag its card from the left to a semester. Semesters where it opens light up; the others say why not "
                "under the pointer. An annual unit lands in the strip above both semesters."
            ),
        ),
        (
            _("Choose where the sheet leaves a choice"),
            _(
                "A choice is one card: click it to see its units, and drag those you want; the filter finds them in "
                "closed choices too. A branch is chosen with a click. The menu of a choice proposes what completes it; "
                "that of a unit sets it aside (Ctrl+0), or says in which of several choices it counts."
            ),
        ),
        (
            _("What is certain and what is not"),
            _(
                "A chip with a full outline is an opening the centre has published; a dashed one is projected from the "
                "last published year. Beyond the accreditation line, everything is subject to renewal."
            ),
        ),
        (
            _("When the centre says how a year runs"),
            _(
                "Click what a year says of its openings and enter them once: they are kept for all your plans, marked "
                "as entered by you, and can be given to a colleague as a file. What concerns one plan only is entered "
                "in the details of the unit: “The centre told me…”, for one year or for its rhythm (every year, odd or "
                "even years, never)."
            ),
        ),
        (
            _("When the sheet changes, and after the diploma"),
            _(
                "Edit, “Compare with a newer sheet…”: what changes is shown before the plan follows it, in one step "
                "that can be undone; what no longer fits is repaired on request. File, “Go on to…”: a plan of another "
                "programme begins with what is obtained, each line to confirm."
            ),
        ),
        (
            _("What does not open"),
            _(
                "Drop it all the same and choose “Place anyway…”: give the reason (another centre, distance learning, "
                "equivalence). The card stays marked as a waiver."
            ),
        ),
        (
            _("A semester off"),
            _(
                "“⋯” on a semester puts it on leave: nothing is placed or proposed in it any more. What is planned "
                "there stays, is blocking, and is planned again or kept by lifting the leave."
            ),
        ),
        (
            _("What the learner already has"),
            _(
                "Right-click a card: “Mark as” for what is enrolled in, under way or validated, “Obtained otherwise” "
                "for VES, VAE or an equivalence. “⋯” on a semester marks all of it at once. A failed unit stays as "
                "history and returns to the units to place."
            ),
        ),
        (
            _("Professional experience"),
            _(
                "Click the experience card and enter the periods: months are counted, overlaps once, and a period that "
                "goes on is projected."
            ),
        ),
    )


def _about_variants() -> _Parts:
    return (
        (
            _("Try without losing anything"),
            _(
                "“+” adds a scenario, Ctrl+D copies the one shown. “What if…” shows what a failure, a semester off "
                "or a lighter load does to the end: keep it as a scenario, or drop it. "
                "Compare puts scenarios side by side."
            ),
        ),
        _interview(),
    )


def _about_the_rest() -> _Parts:
    return (
        (
            _("What to check"),
            _(
                "Each line on the right leads to its card; the blue words repair it in one click. A warning you have "
                "judged can be accepted, with the reason."
            ),
        ),
        (
            _("Nothing is lost"),
            _(
                "Every gesture is on disk within a second and can be undone. A plan that was not saved is offered "
                "again at the next start. Nothing leaves this computer."
            ),
        ),
        (
            _("The sheet’s own figures"),
            _(
                "The sheet announces 120 ECTS and 657 h; its rows add up to 122 ECTS and 603 h. Both are shown, and "
                "the 54 h that no unit carries are hatched on the gauge."
            ),
        ),
    )


def card_keys() -> tuple[tuple[str, str], ...]:
    """Keys that move a card or lead from one to the next, and what they do. Those of the menus come from there."""
    return (
        (_("Arrows"), _("From card to card and from semester to semester")),
        (_("Enter or Space"), _("Pick the card up; then put it down")),
        (_("Enter, Right, Left, on a choice"), _("Open the choice of the award, go into it, out of it, close it")),
        (_("Arrows, card in hand"), _("From one open semester to the next")),
        (_("Escape"), _("Put the card back where it was; leave a page or a panel; show what the filter hides")),
        (_("Delete"), _("Take the card off the plan")),
        (_("Menu key or right click"), _("Place or move, waiver, mark as, what if…")),
    )
