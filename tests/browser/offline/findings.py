"""What the act and the workbook of a school must say that two people shared."""

from tests.browser.offline.papers import Rows
from tests.browser.offline.school import School
from tests.browser.offline.sharing import TORN, Shared
from tests.browser.offline.walk import Walker


def expect_act(act: str, school: School, plan: Shared) -> None:
    """See on the act what was scanned, and nothing else."""
    count, missing = len(school.tags), len(plan.missing)
    for told in (
        f"Ierīces sarakstā {count}",
        f"atrastas savā vietā {count - missing - 1}",
        "atrastas citā telpā 1",
        f"trūkst {missing}",
        "Savas ierīces, kuru nav sarakstā 0",
        "Citu iestāžu ierīces 1",
        "Nezināmi kodi 1",
        plan.stray,
        plan.foreign,
        TORN,
        *plan.missing,
    ):
        assert told in act, told
    assert plan.again not in act


def expect_workbook(
    sheets: dict[str, Rows], school: School, plan: Shared, walkers: tuple[Walker, Walker]
) -> None:
    """See every device and every scan in the workbook, with what came of it."""
    results = {row["Birka"]: row["Rezultāts"] for row in sheets["Ierīces"]}
    odd = {plan.stray: "Citā telpā", **dict.fromkeys(plan.missing, "Trūkst")}
    assert results == dict.fromkeys(school.tags, "Atrasta") | odd
    decisions = {row["Birka"]: row["Lēmums"] for row in sheets["Ierīces"]}
    deeds = {plan.missing[0]: "atzīmēta kā nozaudēta", plan.stray: "pārvietota uz atrašanas vietu"}
    assert decisions == dict.fromkeys(school.tags, "nekas nav mainīts") | deeds
    scans = sheets["Skenējumi"]
    for one in walkers:
        assert [row["Kods"] for row in scans if row["Tālrunis"] == one.name] == one.read
    told = {row["Kods"]: row["Rezultāts"] for row in scans if row["Rezultāts"] != "Atrasta"}
    assert told == {
        plan.stray: "Citā telpā",
        plan.foreign: "Citas iestādes",
        TORN: "Nezināms kods",
        plan.again: "skenēta atkārtoti",
    }
    received = {row["Tālrunis"]: row["Ieraksti"] for row in sheets["Tālruņi"]}
    assert received == {one.name: len(one.read) for one in walkers}
