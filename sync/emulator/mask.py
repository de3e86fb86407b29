"""Partial responses: Google's `fields` parameter, `a,b(c,d),e/f` or `*`.

Source: 'Performance tips', Partial response, in Google's guide to the Directory API.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sync.emulator import discovery


class WrongMaskError(ValueError):
    """The mask is malformed or names a field that the schema lacks; the text is that field."""


@dataclass(frozen=True, slots=True)
class Mask:
    """The wanted fields of an object, each with the mask of what is inside; none is all."""

    fields: "dict[str, Mask]" = field(default_factory=dict)

    def apply(self, value: Any) -> Any:
        """Return `value` with nothing but the wanted fields, in lists item by item."""
        if not self.fields:
            return value
        if isinstance(value, list):
            return [self.apply(item) for item in value]
        return {
            name: inner.apply(value[name]) for name, inner in self.fields.items() if name in value
        }

    def wants(self, name: str) -> bool:
        """Say whether the field is asked for."""
        return not self.fields or name in self.fields


EVERYTHING = Mask()


@lru_cache(maxsize=64)
def read_mask(text: str, schema_name: str) -> Mask:
    """Return the mask that `text` writes for objects of a schema; raises WrongMaskError."""
    tokens = re.findall(r"[A-Za-z0-9_*]+|[(),/]", text)
    if "".join(tokens) != text:
        raise WrongMaskError(text)
    mask = _selection(tokens, discovery.schema(schema_name))
    if tokens:
        raise WrongMaskError(text)
    return mask


def _selection(tokens: list[str], described: dict[str, Any]) -> Mask:
    fields: dict[str, Mask] = {}
    while True:
        name, inner = _item(tokens, described)
        if name == "*":
            fields.update(dict.fromkeys(described["properties"], EVERYTHING))
        else:
            fields[name] = inner
        if not tokens or tokens[0] != ",":
            return Mask(fields)
        tokens.pop(0)


def _item(tokens: list[str], described: dict[str, Any]) -> tuple[str, Mask]:
    name = tokens.pop(0) if tokens else ""
    properties = described.get("properties", {})
    if name == "*":
        return name, EVERYTHING
    if name not in properties:
        raise WrongMaskError(name)
    if not tokens or tokens[0] not in "(/":
        return name, EVERYTHING
    inside = _inside(properties[name])
    if tokens.pop(0) == "/":
        child, deeper = _item(tokens, inside)
        return name, EVERYTHING if child == "*" else Mask({child: deeper})
    mask = _selection(tokens, inside)
    if not tokens or tokens.pop(0) != ")":
        raise WrongMaskError(name)
    return name, mask


def _inside(described: dict[str, Any]) -> dict[str, Any]:
    """Follow a list to its items and a reference to its schema."""
    if described.get("type") == "array":
        return _inside(described["items"])
    return discovery.schema(described["$ref"]) if "$ref" in described else described
