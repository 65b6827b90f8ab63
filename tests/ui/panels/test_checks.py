"""What to check: all of it, grouped by severity, each with its repairs as links."""

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QInputDialog, QMenu

from csp_planner.domain.edits import set_limits
from csp_planner.domain.evaluation.values import FixKind, Severity
from csp_planner.domain.plan import Placement
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.messages.sentences import diagnostic_sentence, fix_label
from csp_planner.messages.words import severity_heading
from csp_planner.ui import theme
from csp_planner.ui.board.refusal import WaiverDialog
from csp_planner.ui.panels.check_delegate import links_of
from csp_planner.ui.panels.check_model import DIAGNOSTIC_ROLE

from ...domain.helpers import full
from ..hand import advised, answer, click_at, fire, menu_texts, mouse, placements, press, workspace_of
from .helpers import checks, item, listed, settle, unfold


def link_at(zone, index, text):
    """The middle of a link, in global coordinates, scrolled into view."""
    view = checks(zone)
    settle(lambda: (view.mapToGlobal(view.rect().topLeft()), view.size(), view.visualRect(index)))
    view.scrollTo(index)
    QApplication.processEvents()
    delegate = view.itemDelegate()
    for area, link in delegate._link_areas(view.visualRect(index), index):
        if text in link.text:
            return view.viewport().mapToGlobal(area.center())
    raise AssertionError(f"no link {text}")


def follow(zone, index, text):
    advised(zone, lambda: click_at(zone, link_at(zone, index, text)))
    QApplication.processEvents()


def test_the_list_has_the_name_of_the_contract_and_one_item_each_grouped_by_severity(zone):
    model, delegate = checks(zone).model(), checks(zone).itemDelegate()
    to_do = zone.session.reading.attention.to_do
    assert to_do
    assert checks(zone).accessibleName() == "À vérifier"
    assert model.rowCount(QModelIndex()) == len(to_do) + 2
    for row, diagnostic in enumerate(to_do):
        sentence = diagnostic_sentence(diagnostic, zone.session.plan.programme)
        assert model.index(row).data() == sentence
        assert model.index(row).data(Qt.ItemDataRole.AccessibleTextRole).endswith(sentence)

    indexes = [model.index(row) for row in range(model.rowCount(QModelIndex()))]
    severities = [index.data(DIAGNOSTIC_ROLE).severity for index in indexes if index.data(DIAGNOSTIC_ROLE)]
    assert severities == sorted(severities, key=list(Severity).index)
    headed = [index.data(DIAGNOSTIC_ROLE).severity for index in indexes if delegate._heading_height(index)]
    assert headed == list(dict.fromkeys(severities)) == [Severity.BLOCKING, Severity.WARNING]
    assert len({severity_heading(severity) for severity in Severity}) == 3
    said = item(zone, "never-open").data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("bloquant"), "the severity is a word for those who cannot see"


def test_the_heading_counts_all_and_what_blocks(zone):
    panel = workspace_of(zone).side.checks
    attention = zone.session.reading.attention
    assert panel._title.text() == f"À vérifier ({len(attention.to_do)})"
    assert attention.blocking == 2
    assert panel._blocking.text() == "2 points bloquants"


def test_an_item_leads_to_its_card_on_the_board_or_among_the_units_to_place(window):
    index = item(window, "projected-opening", "AST005")
    view = checks(window)
    view.scrollTo(index)
    rect = view.visualRect(index)
    click_at(window, view.viewport().mapToGlobal(QPoint(rect.left() + 8, rect.center().y())))
    assert workspace_of(window).selected_codes == ["AST005"]
    checks(window).clicked.emit(item(window, "never-open", "TET007"))
    assert workspace_of(window).pool.units.selected_codes == ["TET007"]
    assert window.session.history.count() == 0


def test_every_repair_is_a_link_with_its_own_words_and_what_blocks_cannot_just_be_accepted(session):
    assert session.evaluation.blocking
    for diagnostic in session.evaluation.diagnostics:
        links = links_of(diagnostic)
        assert [link.fix for link in links if link.fix] == list(diagnostic.fixes)
        assert [link.text for link in links if link.fix] == [fix_label(fix) for fix in diagnostic.fixes]
        assert len({link.text for link in links}) == len(links)
    for diagnostic in session.evaluation.blocking:
        assert all(link.fix is not None for link in links_of(diagnostic))


def test_every_sentence_is_shown_in_full_and_links_lie_inside_their_item_and_apart(zone):
    view = checks(zone)
    metrics, delegate = view.fontMetrics(), view.itemDelegate()
    assert view.model().rowCount(QModelIndex()) > 5
    for row in range(view.model().rowCount(QModelIndex())):
        index = view.model().index(row)
        rect = view.visualRect(index)
        area = delegate._text_area(rect, index)
        words = metrics.boundingRect(area, int(Qt.TextFlag.TextWordWrap), index.data())
        assert words.bottom() <= rect.bottom(), index.data()
        areas = [area for area, _link in delegate._link_areas(rect, index)]
        for place, area in enumerate(areas):
            assert rect.contains(area), (row, rect, area)
            assert not any(area.intersects(other) for other in areas[place + 1 :])


def misplaced(plan):
    """A plan in which TET010, which opens only in S1, stands in S2."""
    placed = Placement(unit="TET010", term=Term.parse("2027-S2"))
    return plan.with_scenario(replace(plan.scenario, placements=(*plan.scenario.placements, placed)))


def test_a_link_or_enter_moves_a_unit_which_is_undone(open_zone, example):
    zone = open_zone(misplaced(example))
    before = zone.session.document
    led_to = []
    zone.advising.shown.connect(led_to.append)
    follow(zone, item(zone, "not-open", "TET010"), "S1 2028/2029")
    assert zone.session.document == before
    assert zone.session.keep_trial()
    assert placements(zone.session.document)["TET010"] == "2028-S1"
    assert zone.session.history.count() == 1
    assert led_to == ["TET010"]
    zone.session.history.undo()
    assert zone.session.document == before

    view = checks(zone)  # Enter makes the first repair
    view.setFocus()
    view.setCurrentIndex(item(zone, "not-open", "TET010"))
    advised(zone, lambda: press(zone, Qt.Key.Key_Return))
    assert placements(zone.session.plan)["TET010"] == "2028-S1"


def test_a_link_lightens_a_semester_and_is_undone(zone):
    before = zone.session.document
    follow(zone, item(zone, "overload"), "")
    assert zone.session.keep_trial()
    assert not zone.session.evaluation.load(Term.parse("2027-S1")).overloaded
    assert zone.session.history.count() == 1
    zone.session.history.undo()
    assert zone.session.document == before


def test_a_link_asks_for_a_waiver_and_is_undone(zone):
    def waive(dialog):
        dialog._terms.setCurrentText("Semestre 1 2028/2029")
        dialog._reason.setCurrentText("À distance")
        dialog.accept()

    before = zone.session.document
    troubles = answer(WaiverDialog, waive)
    follow(zone, item(zone, "never-open", "TET007"), "")
    assert troubles == []
    assert placements(zone.session.document)["TET007"] == "2028-S1"
    assert zone.session.history.count() == 1
    zone.session.history.undo()
    assert zone.session.document == before


def wrong(plan):
    """A plan in which everything is wrong that has a repair."""
    placed = (
        Placement(unit="AST004", term=Term.parse("2027-S2")),
        Placement(unit="AST005", term=Term.parse("2026-S1")),
        Placement(unit="TET007", term=Term.parse("2027-S1")),
        Placement(unit="ZZZ999", term=Term.parse("2027-S1")),
        Placement(unit="TRS001", term=Term.parse("2026-S1")),
        *(Placement(unit=code, term=Term.parse("2027-S1")) for code in ("CCE001", "FPG003", "TET010")),
    )
    return set_limits(plan.with_scenario(replace(plan.scenario, placements=placed)), 10)


def test_every_repair_that_is_offered_works_and_is_one_undo_step(open_zone, example):
    zone = open_zone(wrong(example))
    before = zone.session.document
    kinds = set()
    repairs = [(each, fix) for each in zone.session.reading.attention.to_do for fix in each.fixes]
    assert repairs
    for diagnostic, fix in repairs:
        index = checks(zone).model().index(zone.session.reading.attention.to_do.index(diagnostic))
        assert index.data(DIAGNOSTIC_ROLE) == diagnostic
        troubles = []
        if fix.kind is FixKind.WAIVE:

            def accept(dialog):
                dialog._reason.setCurrentText("À distance")
                dialog.accept()

            troubles = answer(WaiverDialog, accept)
        follow(zone, index, fix_label(fix))
        assert troubles == []
        if fix.kind in (FixKind.MOVE, FixKind.REBALANCE):
            assert zone.session.document == before
            assert zone.session.keep_trial(), (diagnostic.code, fix)
        assert zone.session.document != before, (diagnostic.code, fix)
        assert zone.session.history.index() == 1
        remaining = [(each.code, each.unit) for each in zone.session.evaluation.diagnostics]
        stays = fix.kind is FixKind.REBALANCE or (fix.kind is FixKind.UNPLACE and diagnostic.code == "never-open")
        if not stays:
            assert (diagnostic.code, diagnostic.unit) not in remaining, fix
        zone.session.history.undo()
        assert zone.session.document == before
        kinds.add(fix.kind)
    assert kinds >= {FixKind.MOVE, FixKind.WAIVE, FixKind.UNPLACE}


def test_enter_on_an_item_without_a_repair_changes_nothing(zone):
    view = checks(zone)
    view.setFocus()
    view.setCurrentIndex(item(zone, "totals-differ"))
    press(zone, Qt.Key.Key_Return)
    assert zone.session.history.count() == 0


def test_the_menu_of_an_item_offers_all_its_links(zone):
    view = checks(zone)
    index = item(zone, "overload")
    view.setCurrentIndex(index)
    view.scrollTo(index)
    texts = []
    troubles = answer(QMenu, lambda menu: texts.extend(menu_texts(menu)))
    view.customContextMenuRequested.emit(view.visualRect(index).center())
    assert troubles == []
    assert texts == [link.text for link in links_of(index.data(DIAGNOSTIC_ROLE))]


def test_a_right_click_opens_the_menu_of_the_item_under_the_pointer(zone):
    view = checks(zone)
    view.setCurrentIndex(item(zone, "overload"))
    index = item(zone, "never-open", "UAS004")
    view.scrollTo(index)
    QApplication.processEvents()
    texts = []
    troubles = answer(QMenu, lambda menu: texts.extend(menu_texts(menu)))
    point = view.viewport().mapToGlobal(view.visualRect(index).center())
    mouse(view, QEvent.Type.MouseButtonPress, point, Qt.MouseButton.RightButton)
    mouse(view, QEvent.Type.MouseButtonRelease, point, Qt.MouseButton.RightButton)
    assert troubles == []
    assert texts == [link.text for link in links_of(index.data(DIAGNOSTIC_ROLE))]


def accept_with(reason):
    def give(dialog):
        dialog.setTextValue(reason)
        dialog.accept()

    return answer(QInputDialog, give)


def test_a_warning_is_accepted_with_a_reason_and_taken_back(zone):
    before = zone.session.document
    troubles = accept_with("Vu avec le centre")
    follow(zone, item(zone, "overload"), "Accepter")
    assert troubles == []
    (judged,) = zone.session.document.scenario.judged
    assert (judged.code, judged.reason, judged.date) == ("overload", "Vu avec le centre", zone.session.today)
    index = item(zone, "overload")
    assert index.data(DIAGNOSTIC_ROLE).severity is Severity.ADVICE
    assert "Vu avec le centre" in index.data()
    assert zone.session.history.count() == 1
    (last,) = [link for link in links_of(index.data(DIAGNOSTIC_ROLE)) if link.fix is None]
    follow(zone, index, last.text)
    assert zone.session.document == before
    zone.session.history.undo()
    assert zone.session.document.scenario.judged == (judged,)
    zone.session.history.undo()
    assert zone.session.document == before


def test_without_a_reason_or_once_it_is_given_up_nothing_is_accepted(zone):
    def give_up():
        return answer(QInputDialog, QDialog.reject)

    for respond in (lambda: accept_with(""), lambda: accept_with("   "), give_up):
        troubles = respond()
        follow(zone, item(zone, "overload"), "Accepter")
        assert troubles == []
        assert zone.session.document.scenario.judged == ()
        assert zone.session.history.count() == 0


def test_the_list_follows_every_edit_and_undo(zone):
    def shown():
        attention = zone.session.reading.attention
        return [*attention.to_do, *attention.projections, *attention.to_know]

    unfold(zone)
    zone.session.place(["TET007"], Term.parse("2028-S1"), "Accord du centre")
    assert listed(zone) == shown()
    assert not any(found.code == "never-open" and found.unit == "TET007" for found in listed(zone))
    zone.session.history.undo()
    assert any(found.code == "never-open" and found.unit == "TET007" for found in listed(zone))
    zone.session.show_scenario(1)
    assert listed(zone) == shown()


def test_an_edit_that_leaves_the_list_alone_keeps_the_selection_in_it(zone):
    view = checks(zone)
    view.setCurrentIndex(item(zone, "totals-differ"))
    zone.session.do("x", lambda plan: replace(plan, profile=replace(plan.profile, name="Autre")))
    assert view.currentIndex().data(DIAGNOSTIC_ROLE).code == "totals-differ"


def test_a_validated_unit_is_never_warned_about_for_where_it_was_taken(open_zone, example):
    zone = open_zone(example)
    zone.acts.mark(["AST005"], UnitState.VALIDATED)
    codes = {each.code for each in zone.session.evaluation.diagnostics if each.unit == "AST005"}
    assert not codes & {"not-open", "projected-opening", "enrolment-closed"}


def test_a_trial_is_checked_but_not_repaired(zone):
    advised(zone, lambda: zone.scenario_acts.fails("AST004"))
    before = zone.session.document
    assert listed(zone) == list(zone.session.reading.attention.to_do)
    follow(zone, item(zone, "never-open", "TET007"), "dérogation")
    assert zone.session.document is before
    assert zone.session.trial is not None


def test_a_plan_with_nothing_wrong_but_advice_has_no_word_of_blocking(open_zone, example):
    zone = open_zone(full(example))
    assert zone.session.evaluation.blocking == ()
    assert workspace_of(zone).side.checks._blocking.text() == ""


def test_a_fix_can_be_chosen_from_the_menu(zone):
    view = checks(zone)
    view.setCurrentIndex(item(zone, "overload"))
    diagnostic = view.currentIndex().data(DIAGNOSTIC_ROLE)
    troubles = answer(QMenu, lambda menu: fire(menu, links_of(diagnostic)[0].text.replace("&", "")))
    advised(zone, lambda: view.customContextMenuRequested.emit(view.visualRect(view.currentIndex()).center()))
    assert troubles == []
    assert zone.session.trial is not None


def test_no_item_overlaps_the_next_when_only_the_width_changes(zone, qtbot):
    view = checks(zone)
    rows = [view.model().index(row) for row in range(view.model().rowCount(QModelIndex()))]

    def one_below_the_other() -> bool:
        boxes = [view.visualRect(row) for row in rows]
        return all(above.bottom() + 1 == below.top() for above, below in pairwise(boxes))

    qtbot.waitUntil(one_below_the_other)
    tall = sum(view.visualRect(row).height() for row in rows)
    view.setFixedSize(view.width() - 60, view.height())
    qtbot.waitUntil(lambda: sum(view.visualRect(row).height() for row in rows) > tall)
    qtbot.waitUntil(one_below_the_other)


def test_a_link_too_long_for_its_line_is_on_several(zone):
    view = checks(zone)
    view.setFixedWidth(130)
    QApplication.processEvents()
    index = item(zone, "never-open", "TET007")
    area, link = view.itemDelegate()._link_areas(view.visualRect(index), index)[0]
    metrics = view.fontMetrics()
    assert metrics.horizontalAdvance(link.text) > area.width()
    assert area.height() > metrics.height()


def test_new_diagnostics_are_shown_from_the_gravest_on(zone):
    view = checks(zone)
    view.scrollToBottom()
    assert view.verticalScrollBar().value() > 0
    zone.session.do("less", lambda plan: set_limits(plan, 10))
    assert view.verticalScrollBar().value() == 0


def test_the_list_stays_where_a_person_reads_it_with_the_keys(zone):
    view = checks(zone)
    view.setFocus()
    view.scrollToBottom()
    before = view.verticalScrollBar().value()
    assert before > 0
    zone.session.do("less", lambda plan: set_limits(plan, 10))
    QApplication.processEvents()
    assert view.verticalScrollBar().value() == before


def test_what_the_pointer_is_on_is_seen(zone):
    view = checks(zone)
    view.scrollToTop()
    area = view.visualRect(view.model().index(0, 0))
    mouse(zone, QEvent.Type.MouseMove, zone.mapToGlobal(QPoint(4, 4)))
    before = view.grab(area).toImage()
    mouse(zone, QEvent.Type.MouseMove, view.viewport().mapToGlobal(area.center()))
    assert view.grab(area).toImage() != before
    mouse(zone, QEvent.Type.MouseMove, zone.mapToGlobal(QPoint(4, 4)))
    assert view.grab(area).toImage() == before


def test_the_list_ends_under_a_whole_line_of_text(zone):
    view, delegate = checks(zone), checks(zone).itemDelegate()
    line, cut = view.fontMetrics().height(), 0
    for height in range(547, 707, 7):  # what the zone has of windows of 600 to 760 pixels
        zone.resize(zone.width(), height)
        QApplication.processEvents()
        bottom = view.viewport().height()
        for row in range(view.model().rowCount()):
            index = view.model().index(row, 0)
            area = delegate._text_area(view.visualRect(index), index)
            if area.top() < bottom < view.visualRect(index).bottom():
                cut += 1
                assert (bottom - area.top()) % line == 0, height
    assert cut > 5


def test_the_frame_of_the_focus_stands_apart_from_the_text_of_a_row(zone):
    row = workspace_of(zone).side.outlook._cost
    row.setFocus()
    QApplication.processEvents()
    image = row.grab().toImage()
    frame = {image.pixelColor(x, row.height() // 2).name() for x in range(2)}
    between = {image.pixelColor(x, y).name() for x in range(3, 7) for y in range(6, row.height() - 6)}
    assert frame == {theme.tokens().accent.lower()}
    assert len(between) == 1
    assert not frame & between
