"""Manufacturers and models are known by name, however it is typed."""

from sqlalchemy.orm import Session

from assetmgr.devices.operations import ensure_models
from assetmgr.exchange.devices.catalog import read_catalog


def test_case_and_outer_space_make_no_other_model(session: Session) -> None:
    first = ensure_models(session, [("Acer", "Spin 511")])["Acer", "Spin 511"]
    again = ensure_models(session, [(" ACER", "spin 511 ")])[" ACER", "spin 511 "]
    assert again is first
    assert (first.manufacturer.name, first.name) == ("Acer", "Spin 511")


def test_a_model_is_found_by_an_import_as_it_was_stored(session: Session) -> None:
    stored = ensure_models(session, [("Acer ", " Spin")])["Acer ", " Spin"]
    assert read_catalog(session).model("ACER", "spin ", None) == stored.id
