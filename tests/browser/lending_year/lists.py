"""The secretary's class lists: files as class registers give them, and importing them."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import xlsxwriter
from playwright.sync_api import Locator, Page, expect

from tests.browser.lending_year.school import Pupil

_WHOLE = "Sarakstā ir visi izglītojamie vai darbinieki"


def as_csv(folder: Path, pupils: Iterable[Pupil]) -> Path:
    """A list with first names and surnames apart, with semicolons, as a register exports it."""
    file = folder / "saraksts.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        rows = csv.writer(opened, delimiter=";")
        rows.writerow(
            [
                "Skolēna ID",
                "Vārds",
                "Uzvārds",
                "Klase",
                "Skolas e-pasts",
                "Vecāks",
                "Vecāka e-pasts",
            ]
        )
        for one in pupils:
            told = (one.class_name, one.email, one.guardian, one.guardian_email)
            rows.writerow([one.number, one.first, one.last, *told])
    return file


def as_xlsx(folder: Path, pupils: Iterable[Pupil]) -> Path:
    """A list with a heading of its own for the guardian's address, which has to be led by hand."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Klase")
        heads = ("Izglītojamais", "Klase", "ID", "E-pasts", "Dzimšanas datums", "Vecāks", "Saziņai")
        sheet.write_row(0, 0, heads)
        for row, one in enumerate(pupils, start=1):
            who = (one.name, one.class_name, str(one.number), one.email, one.born)
            sheet.write_row(row, 0, (*who, one.guardian, one.guardian_email))
    file = folder / "saraksts.xlsx"
    file.write_bytes(stream.getvalue())
    return file


def upload(page: Page, file: Path, by_hand: Mapping[str, str] | None = None) -> None:
    """Choose a file and lead its columns (header -> ours, for those not known); see the preview."""
    page.goto("/people/import")
    page.get_by_label("Fails").set_input_files(file)
    page.get_by_role("button", name="Izvēlēties kolonnas").click()
    for header, ours in (by_hand or {}).items():
        expect(page.get_by_label(header, exact=True)).to_have_value("")
        page.get_by_label(header, exact=True).select_option(label=ours)
    page.get_by_role("button", name="Parādīt, kas mainīsies").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pirms importa")


def say_it_is_whole(page: Page) -> None:
    """Tell that whoever is not on the list has left."""
    page.get_by_label(re.compile(f"^{_WHOLE}")).check()
    page.get_by_role("button", name="Parādīt, kas mainīsies").click()
    expect(page.get_by_label(re.compile(f"^{_WHOLE}"))).to_be_checked()


def figure(page: Page, label: str) -> Locator:
    """One of the preview's large figures."""
    return page.locator(".stat", has_text=label).locator(".stat-value")


def apply(page: Page) -> None:
    """Import what the preview shows."""
    page.locator("form[method=post] .btn-primary").click()
    expect(page.get_by_role("heading", name="Pēdējais imports")).to_be_visible()


def undo(page: Page) -> None:
    """Take the last import back."""
    page.goto("/people/import")
    page.get_by_role("button", name="Atsaukt importu").click()
    expect(page.get_by_text("Imports ir atsaukts: viss ir kā iepriekš.")).to_be_visible()


def listed(page: Page, query: str) -> list[str]:
    """The names that the list of people shows."""
    page.goto(f"/people/{query}")
    return page.locator("main tbody .c-key").all_inner_texts()
