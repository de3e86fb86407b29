"""Google's own description of the API, as bundled with its Python client: read as data."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

DOCUMENT = "discovery_cache/documents/admin.directory_v1.json"


@cache
def document() -> dict[str, Any]:
    """Return the discovery document of the Directory API."""
    text = files("googleapiclient").joinpath(DOCUMENT).read_text(encoding="utf-8")
    parsed: dict[str, Any] = json.loads(text)
    return parsed


def schema(name: str) -> dict[str, Any]:
    """Return one schema by its name; raises KeyError."""
    found: dict[str, Any] = document()["schemas"][name]
    return found


def method(*path: str) -> dict[str, Any]:
    """Return a method by the resources that lead to it and its own name; raises KeyError."""
    node = document()
    for resource in path[:-1]:
        node = node["resources"][resource]
    found: dict[str, Any] = node["methods"][path[-1]]
    return found


def parameters(described: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the query parameters that a method takes, those of every method included."""
    own = {k: v for k, v in described["parameters"].items() if v["location"] == "query"}
    return {**document()["parameters"], **own}
