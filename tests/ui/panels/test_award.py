"""The award in the right zone: a short tree, in which branches are chosen."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from csp_planner.domain.award import Block, TakeBlocks, TakeUnits
from csp_planner.domain.evaluation.values import FixKind
from csp_planner.domain.plan import Placement, Plan
from csp_planner.domain.profile import Attempt
from csp_planner.domain.programme import AnnouncedTotals
from csp_planner.domain.states import UnitState
from csp_planner.domain.terms import Term
from csp_planner.ui.document.session import Trial
from csp_planner.ui.panels.award import AwardPanel, AwardTree
from csp_planner.ui.panels.comparison_table import ComparisonTable
from csp_planner.ui.panels.gauge import Gauge

from ...awards import BRANCHES, DOMAINS, PROGRAMME, SHES, TWO_OF_FIVE, plan_with_choices
from ..alone import HEIGHT, LOW
from ..hand import TODAY, answer, click_at, placements, shortcut, workspace_of

BIOLOGY, CHEMISTRY = f"{BRANCHES}.1", f"{BRANCHES}.2"


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


def with_placed(plan: Plan, **units: str) -> Plan:
    placed = tuple(Placement(unit=unit, term=Term.parse(term)) for unit, term in units.items())
    return plan.with_scenario(replace(plan.scenario, placements=placed))


def panel_of(zone) -> AwardPanel:
    found = workspace_of(zone).side.award
    assert found is not None
    return found


def unfolded(tree: AwardTree) -> list[str]:
    items = ((line.path, tree.item_of(line.path)) for line in tree.lines)
    return [path for path, item in items if item.childCount() and item.isExpanded()]


def shown(tree: AwardTree) -> list[str]:
    return [line.path for line in tree._shown()]


def click_block(zone, path: str) -> None:
    tree = panel_of(zone).tree
    item = tree.item_of(path)
    click_at(zone, tree.viewport().mapToGlobal(tree.visualItemRect(item).center()))


def keys_on(zone, path: str) -> AwardTree:
    tree = panel_of(zone).tree
    tree.setCurrentItem(tree.item_of(path))
    tree.setFocus()
    return tree


@pytest.fixture
def choices(open_zone):
    return open_zone(plan_with_choices())


@pytest.fixture
def whole(open_window):
    """The whole window, which leads from the tree to the other zones."""
    return open_window(plan_with_choices())


def test_a_programme_without_choices_has_no_tree(zone):
    assert workspace_of(zone).side.award is None


def test_the_tree_goes_when_a_plan_without_choices_is_opened(choices, example):
    choices.show_plan(example)
    assert not panel_of(choices).isVisible()
    choices.show_plan(plan_with_choices())
    assert panel_of(choices).isVisible()


def test_the_tree_is_named_and_each_block_says_its_state_in_words(choices):
    tree = panel_of(choices).tree
    assert tree.accessibleName() == "Titre"
    spoken = tree.item_of(SHES).data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert plain(spoken) == "SHES, à compléter, 0 sur 6 ECTS"
    assert plain(panel_of(choices).verdict.text()) == "Titre : reste à placer et à choisir"


def test_only_what_is_open_is_unfolded(open_zone):
    had = tuple(
        Attempt(unit=code, term=Term.parse("2025-S1"), state=UnitState.VALIDATED, date=TODAY)
        for code in ("SOC101", "SOC102", "OPT101", "OPT105")
    )
    plan = plan_with_choices()
    zone = open_zone(replace(plan, profile=replace(plan.profile, attempts=had)))
    assert unfolded(panel_of(zone).tree) == ["2", BRANCHES]
    assert shown(panel_of(zone).tree) == ["1", "2", SHES, BRANCHES, BIOLOGY, CHEMISTRY, DOMAINS]


def test_what_is_folded_by_hand_stays_so_until_its_state_changes(choices):
    tree = panel_of(choices).tree
    tree.item_of("1").setExpanded(False)
    session = workspace_of(choices).session
    session.place(["SOC101"], Term.parse("2027-S1"))
    assert "1" not in unfolded(tree)
    for code, term in (("SOC102", "2027-S2"), ("OPT101", "2027-S1"), ("OPT102", "2027-S2")):
        session.place([code], Term.parse(term))
    tree.item_of("1").setExpanded(True)
    session.unplace(["OPT102"])
    assert "1" in unfolded(tree)
    choices.show_plan(plan_with_choices())
    assert unfolded(tree) == ["1", "2", BRANCHES]


def test_of_many_open_stages_only_the_first_is_unfolded(open_zone):
    choice = Block(label="Choix, 1 UE", take=TakeUnits(1), members=("OPT101", "OPT102"))
    stages = tuple(Block(label=f"L{number}", members=(choice,) * 6) for number in range(1, 4))
    plan = plan_with_choices()
    zone = open_zone(replace(plan, programme=replace(PROGRAMME, award=Block(members=stages))))
    assert unfolded(panel_of(zone).tree) == ["1"]


def test_a_click_on_a_branch_chooses_it_in_one_step(choices):
    session = workspace_of(choices).session
    click_block(choices, CHEMISTRY)
    assert session.document.scenario.branches == (CHEMISTRY,)
    assert panel_of(choices).tree.item_of(CHEMISTRY).childCount() == 1
    assert session.history.undoText() == "Choisir Chimie"
    session.history.undo()
    assert session.document.scenario.branches == ()
    assert session.history.index() == 0


def test_another_branch_takes_the_place_of_the_one_before_and_what_left_the_plan_is_said(open_window):
    window = open_window(with_placed(plan_with_choices(), BIO201="2027-S1", BIO202="2027-S2", SOC101="2027-S1"))
    said: list[str] = []
    window.acts.choosing.announced.connect(said.append)
    panel_of(window).tree.item_of(BRANCHES).setExpanded(True)
    click_block(window, CHEMISTRY)
    session = workspace_of(window).session
    assert placements(session.document) == {"SOC101": "2027-S1"}
    (sentence,) = said
    assert "BIO201, BIO202" in sentence
    assert window.banner.isVisible()
    session.history.undo()
    assert set(placements(session.document)) == {"BIO201", "BIO202", "SOC101"}


def test_a_click_on_the_branch_that_is_chosen_changes_nothing(choices):
    click_block(choices, CHEMISTRY)
    click_block(choices, CHEMISTRY)
    assert workspace_of(choices).session.history.count() == 1


def test_keys_choose_a_branch_and_take_the_choice_back(choices):
    session = workspace_of(choices).session
    tree = keys_on(choices, BIOLOGY)
    QTest.keyClick(tree, Qt.Key.Key_Down)
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert session.document.scenario.branches == (CHEMISTRY,)
    assert tree.currentItem() is tree.item_of(CHEMISTRY)
    assert tree.hasFocus()
    QTest.keyClick(tree, Qt.Key.Key_Delete)
    assert session.document.scenario.branches == ()
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert session.document.scenario.branches == (CHEMISTRY,)


def test_arrows_fold_and_unfold(choices):
    tree = keys_on(choices, "2")
    tall = tree.height()
    QTest.keyClick(tree, Qt.Key.Key_Left)
    assert shown(tree) == ["1", TWO_OF_FIVE, "2"]
    assert tree.height() < tall
    QTest.keyClick(tree, Qt.Key.Key_Right)
    assert tree.height() == tall


def test_of_several_branches_a_second_press_leaves_one(open_zone):
    branches = tuple(
        Block(label=name, members=(code,)) for name, code in (("A", "SOC101"), ("B", "SOC102"), ("C", "SOC201"))
    )
    award = Block(members=(Block(label="Domaines", take=TakeBlocks(2), members=branches),))
    plan = plan_with_choices()
    zone = open_zone(replace(plan, programme=replace(PROGRAMME, award=award)))
    session = workspace_of(zone).session
    for path in ("1.1", "1.3", "1.1"):
        QTest.keyClick(keys_on(zone, path), Qt.Key.Key_Return)
    assert session.document.scenario.branches == ("1.3",)


def test_the_menu_of_a_branch_says_what_can_be_done(choices):
    tree = keys_on(choices, CHEMISTRY)

    def choose(menu: QWidget) -> None:
        texts = [(plain(action.text()).replace("&", ""), action.isEnabled()) for action in menu.actions()]
        assert texts == [("Montrer dans la liste des unités", True), ("Choisir", True), ("Annuler ce choix", False)]
        menu.actions()[1].trigger()

    troubles = answer(QMenu, choose)
    tree.customContextMenuRequested.emit(tree.visualItemRect(tree.item_of(CHEMISTRY)).center())
    assert troubles == []
    assert workspace_of(choices).session.document.scenario.branches == (CHEMISTRY,)


def test_a_click_on_a_block_leads_to_its_place_on_the_left(whole):
    wanted: list[str] = []
    workspace_of(whole).side.block_wanted.connect(wanted.append)
    click_block(whole, SHES)
    click_block(whole, "2")
    assert wanted == [SHES, "2"]
    assert workspace_of(whole).pool.units.selected_codes == ["SOC201"]


def test_what_is_to_choose_is_reached_from_the_checks(choices):
    side = workspace_of(choices).side
    wanted: list[str] = []
    side.block_wanted.connect(wanted.append)
    for found in side.session.evaluation.diagnostics:
        for fix in found.fixes:
            if fix.kind is FixKind.CHOOSE:
                side.checks.fix_chosen.emit(fix)
    assert wanted == [TWO_OF_FIVE, SHES, BRANCHES, DOMAINS]


def test_while_a_plan_is_tried_no_branch_is_chosen(choices):
    session = workspace_of(choices).session
    session.show_trial(
        Trial(
            plan=session.plan,
            evaluation=session.evaluation,
            sentence="Essai",
            keep=lambda plan: plan,
            keep_name="Garder",
        )
    )
    click_block(choices, CHEMISTRY)
    assert session.document.scenario.branches == ()


def test_the_tree_is_as_tall_as_what_it_shows_and_cuts_no_line(choices):
    tree = panel_of(choices).tree
    QTest.qWait(0)
    last = tree.visualItemRect(tree.item_of(shown(tree)[-1]))
    assert last.bottom() < tree.viewport().height() <= last.bottom() + 2
    for path in shown(tree):
        rect = tree.visualItemRect(tree.item_of(path))
        assert rect.height() >= tree.fontMetrics().height()


def test_tab_goes_from_the_conditions_to_the_tree_and_on(choices):
    order = workspace_of(choices).side.focus_order()
    tree = panel_of(choices).tree
    assert tree in order
    assert order.index(tree) < order.index(workspace_of(choices).side.checks.list)
    tree.setFocus()
    QTest.keyClick(tree, Qt.Key.Key_Tab)
    assert not tree.hasFocus()


def test_units_beyond_what_is_asked_for_are_listed(open_zone):
    zone = open_zone(with_placed(plan_with_choices(), SHS204="2027-S2", SHS202="2027-S2"))
    assert plain(panel_of(zone).beyond.text()) == "En plus de ce qui est demandé : SHS202 (3 ECTS)"
    workspace_of(zone).session.unplace(["SHS202"])
    assert not panel_of(zone).beyond.isVisible()


def test_of_many_units_beyond_only_the_first_are_named(open_zone):
    codes = ("OPT101", "OPT102", "OPT103", "OPT104", "OPT105", "SHS201", "SHS202", "SHS203", "SHS204")
    zone = open_zone(with_placed(plan_with_choices(), **dict.fromkeys(codes, "2027-S1")))
    text = plain(panel_of(zone).beyond.text())
    assert text.startswith("En plus de ce qui est demandé : ")
    assert " et " in text
    for code in workspace_of(zone).session.evaluation.extra:
        assert code in panel_of(zone).beyond.toolTip()


def test_the_tree_stays_aside_while_checks_are_shown_alone(choices):
    side = workspace_of(choices).side
    side.show_checks(alone=True)
    assert not panel_of(choices).isVisible()
    workspace_of(choices).session.place(["SOC101"], Term.parse("2027-S1"))
    assert not panel_of(choices).isVisible()
    side.show_checks(alone=False)
    assert panel_of(choices).isVisible()


def test_every_look_paints_every_state(choices, qapp):
    tree = panel_of(choices).tree
    tree.setFocus()
    for branch in (BIOLOGY, CHEMISTRY):
        click_block(choices, branch)
        assert not tree.grab().isNull()


def test_the_parcours_is_beside_the_target_where_they_differ(qtbot, open_zone):
    def listings(zone) -> list[str]:
        gauge: Gauge = workspace_of(zone).side.progress.ects
        return [plain(text) for text in gauge._listings()]

    plan = plan_with_choices()
    assert listings(open_zone(plan)) == []  # it prints the 72 ECTS that are announced
    other = replace(plan, programme=replace(PROGRAMME, announced=AnnouncedTotals(ects=80)))
    assert listings(open_zone(other)) == ["imprimés pour ce parcours : 72", "parcours : 72"]


def test_the_keys_of_undo_and_redo_work_from_the_tree_and_stay_in_the_zone_they_were_in(whole):
    click_block(whole, CHEMISTRY)
    tree, scenario = panel_of(whole).tree, lambda: whole.session.document.scenario
    tree.setFocus()
    for keys, branches in (("Ctrl+Z", ()), ("Ctrl+Shift+Z", (CHEMISTRY,))):
        shortcut(whole, keys)
        assert scenario().branches == branches
        assert tree.hasFocus()
        assert tree.currentItem() is tree.item_of(CHEMISTRY)
    workspace_of(whole).pool.units.setFocus()
    shortcut(whole, "Ctrl+Z")
    assert workspace_of(whole).pool.units.hasFocus()


def test_three_stages_with_eight_blocks_are_seen_without_scrolling(open_zone):
    def choice(name: str) -> Block:
        return Block(label=f"Bloc fondamental {name}, 1 UE à choisir parmi", take=TakeUnits(1), members=("OPT101",))

    groups = tuple(map(choice, ("IAO", "AISL", "SIBI", "IRSM", "EI")))
    domains = Block(label="Blocs fondamentaux, 4 UE", take=TakeUnits(4), at_least_blocks=3, members=groups)
    stages = (
        Block(label="1re année", members=("SOC101", "SOC102", domains)),
        Block(label="2e année", members=("SOC201", choice("Anglais"), choice("SHES"))),
        Block(label="3e année", members=("BIO201", "BIO202", "CHI201", "CHI202", "CHI203")),
    )
    plan = plan_with_choices()
    zone = open_zone(replace(plan, programme=replace(PROGRAMME, award=Block(members=stages))))
    tree = panel_of(zone).tree
    assert shown(tree) == ["1", "1.1", "2", "2.1", "2.2", "3"]
    for height in (HEIGHT, LOW):
        zone.resize(zone.width(), height)
        QApplication.processEvents()
        bottom = tree.mapTo(zone.side, tree.rect().bottomLeft()).y()
        assert bottom < zone.side.height() == height
        assert tree.width() <= zone.side.width()


def test_the_comparison_shows_the_choices_that_differ(open_window):
    plan = with_placed(plan_with_choices(), BIO201="2027-S1", SHS204="2027-S2")
    other = replace(with_placed(plan_with_choices(), CHI201="2027-S1", SHS204="2027-S2").scenario, name="B")
    window = open_window(replace(plan, scenarios=(*plan.scenarios, other)))
    shortcut(window, "Ctrl+K")
    (table,) = (each for each in window.findChildren(ComparisonTable) if each.isVisible())
    heads = [table.verticalHeaderItem(row).text() for row in range(table.rowCount())]
    assert heads.index("Choix qui diffèrent") < heads.index("Option") < heads.index("Unités qui diffèrent")
    row = heads.index("Option")
    assert [table.item(row, column).text() for column in (0, 1)] == ["Biologie", "Chimie"]
