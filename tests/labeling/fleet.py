"""A fleet that is large enough for several sheets."""

from datetime import date

from flask import Flask

from assetmgr.db.transaction import writing
from assetmgr.devices.codes import Purpose, Status
from assetmgr.devices.operations import create_devices, ensure_models
from assetmgr.devices.operations.facts import DeviceFacts
from assetmgr.extensions import db
from tests.support.town import ACTOR, NOW, TODAY, Town

MODELS = (("Lenovo", "300e Gen 3"), ("HP", "Chromebook 11 G9 EE"), ("Acer", "Spin 511 ķēžu"))


def add_fleet(app: Flask, town: Town, count: int, code: str = "XYZ") -> list[str]:
    """Add Chromebooks of three models to an institution; their tags, some of them awkward."""
    tags = [f"Ž_{number:04}" if number % 40 == 7 else f"c-{number:04}" for number in range(count)]
    with app.app_context(), writing(db.session(), reason="a test") as session:
        models = list(ensure_models(session, MODELS).items())
        facts = []
        for number, tag in enumerate(tags):
            named, model = models[number % len(models)]
            facts.append(
                DeviceFacts(
                    asset_tag=tag,
                    kind_id=town.kinds["chromebook"],
                    institution_id=town.institutions[code],
                    purpose=Purpose.PUPILS,
                    status=Status.IN_USE,
                    model_id=model.id,
                    model_name=" ".join(named),
                    acquired_on=date(2023, 8, 15),
                )
            )
        create_devices(session, facts, actor=ACTOR, now=NOW, today=TODAY)
    return tags
