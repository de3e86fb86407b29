"""A blank code that becomes a tag without its claim page: by a file, by an edit of the tag."""

import pytest
from flask import Flask

from assetmgr.db.errors import Refused
from assetmgr.devices.operations import change_device
from assetmgr.devices.queries import device_or_none
from assetmgr.evidence.queries import sightings
from tests.exchange.files import csv_file, device, faults, figures, importing
from tests.labeling.blanks import blank
from tests.support.labels import blank_of
from tests.support.town import ACTOR, NOW, TODAY, Town
from tests.support.writing import written


def retag(app: Flask, town: Town, tag: str, code: str) -> None:
    with written(app) as session:
        found = device_or_none(session, town.devices[tag])
        assert found is not None
        values = {"asset_tag": code}
        change_device(session, found, values, effective=TODAY, actor=ACTOR, now=NOW, today=TODAY)


def test_a_file_that_names_an_unused_code_of_the_institution_claims_it(
    app: Flask, town: Town
) -> None:
    code = blank_of(app, town, "ABC")
    assert figures(importing(app, csv_file(device(code.lower()), device("N-1")))) == (2, 0, 0)
    taken = blank(app, code)
    assert taken.is_claimed
    with written(app) as session:
        entered = device_or_none(session, taken.device_id or 0)
        assert entered is not None
        assert (entered.asset_tag, entered.label_printed_at) == (code.lower(), NOW)
        assert sightings(session, entered.id) == ()  # nobody had the label before their eyes


def test_a_file_that_names_an_unused_code_of_another_institution_is_refused_by_its_row(
    app: Flask, town: Town
) -> None:
    code = blank_of(app, town, "XYZ")
    plan = importing(app, csv_file(device("N-1"), device(code), device("N-2", institution="QQQ")))
    assert faults(plan)[0] == (3, "asset_tag", "This asset tag is taken.")
    assert [(row, column) for row, column, _ in faults(plan)] == [
        (3, "asset_tag"),
        (4, "institution"),
    ]
    assert not blank(app, code).is_claimed


def test_an_edit_of_the_tag_claims_the_code_it_becomes(app: Flask, town: Town) -> None:
    code = blank_of(app, town, "ABC")
    retag(app, town, "K-0001", code)
    assert blank(app, code).device_id == town.devices["K-0001"]


def test_no_edit_gives_a_device_the_unused_code_of_another_institution(
    app: Flask, town: Town
) -> None:
    code = blank_of(app, town, "XYZ")
    with pytest.raises(Refused, match="asset tag is taken") as refused:
        retag(app, town, "K-0001", code)
    assert refused.value.field == "asset_tag"
    assert not blank(app, code).is_claimed
