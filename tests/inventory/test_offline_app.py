"""The phone's app as files: whole, open to everybody, empty of data, never an old mixture."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from assetmgr import create_app
from tests.support.databases import config_for

STATIC = Path("assetmgr/static").resolve()
COUNT = STATIC / "js/count"
IMPORT = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.{1,2}/[^"']+)["']""")
ASSET = re.compile(r'(?:href|src)="(/static/[^"#]+)')
TOLD = re.compile(r"^const (VERSION|SHELLS|FILES) = (.+);$", re.MULTILINE)


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """The application without any database: the app's pages need none."""
    return create_app(config_for(f"sqlite:///{tmp_path / 'none.sqlite3'}", tmp_path))


def worker(app: Flask) -> dict[str, Any]:
    """What the server puts before the worker's text."""
    text = app.test_client().get("/sw.js").text
    return {name: json.loads(told) for name, told in TOLD.findall(text)}


def modules(script: Path, seen: set[Path]) -> set[Path]:
    """A script and every module that it brings."""
    if script not in seen:
        seen.add(script)
        for name in IMPORT.findall(script.read_text()):
            modules((script.parent / name).resolve(), seen)
    return seen


def scripts() -> str:
    """The text of all scripts of the app."""
    return "\n".join(file.read_text() for file in sorted(COUNT.rglob("*.js")))


def test_everything_the_page_needs_is_kept_for_when_there_is_no_network(app: Flask) -> None:
    client = app.test_client()
    page = set(ASSET.findall(client.get("/count").text))
    brought = {f"/static/{one.relative_to(STATIC)}" for one in modules(COUNT / "app.js", set())}
    kept = worker(app)["FILES"]
    assert (page | brought) - set(kept) == set()
    assert "/static/vendor/zxing_reader.wasm" in kept
    assert [one for one in kept if client.get(one, buffered=True).status_code != 200] == []


def test_the_worker_keeps_nothing_but_static_files_and_the_empty_page(app: Flask) -> None:
    told = worker(app)
    assert [one for one in told["FILES"] if not one.startswith("/static/")] == []
    assert told["SHELLS"] == {"lv": "/count?language=lv", "en": "/count?language=en"}


def test_a_changed_file_is_a_new_version(app: Flask, tmp_path: Path) -> None:
    before = worker(app)["VERSION"]
    shutil.copytree(STATIC, tmp_path / "static")
    app.root_path = str(tmp_path)
    assert worker(app)["VERSION"] == before
    (tmp_path / "static/js/count/views/last.js").write_text("// another\n")
    assert worker(app)["VERSION"] != before


@pytest.mark.parametrize(
    ("language", "title"), [("lv", "Skaitīt ierīces"), ("en", "Count devices")]
)
def test_the_page_speaks_the_language_that_its_address_names(
    app: Flask, language: str, title: str
) -> None:
    response = app.test_client().get(f"/count?language={language}")
    assert response.status_code == 200
    assert f'<html lang="{language}">' in response.text
    assert f"<title>{title} ·" in response.text


def test_a_language_that_is_none_is_the_readers_own(app: Flask) -> None:
    response = app.test_client().get("/count?language=xx", headers={"Accept-Language": "en"})
    assert '<html lang="en">' in response.text


def test_the_manifest_opens_the_page_in_a_window_of_its_own(app: Flask) -> None:
    response = app.test_client().get("/manifest.webmanifest?language=lv")
    told = json.loads(response.text)
    assert response.mimetype == "application/manifest+json"
    assert (told["name"], told["start_url"]) == ("Ierīču reģistrs: skaitīšana", "/count")
    assert told["display"] == "standalone"


def test_every_text_piece_and_place_that_the_scripts_name_stands_in_the_page(app: Flask) -> None:
    page = app.test_client().get("/count").text
    for pattern, attribute in (
        (r'\btext\("([^"]+)"', "data-text"),
        (r'\bpiece\("([^"]+)"\)', "data-piece"),
        (r'\b(?:at|getElementById)\("([^"]+)"\)', "id"),
        (r'\brow\("([^"]+)"', "id"),
    ):
        named = set(re.findall(pattern, scripts()))
        assert named
        assert {one for one in named if f'{attribute}="{one}"' not in page} == set()
