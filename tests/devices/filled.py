"""The main form of a page as a browser would send it back."""

from html.parser import HTMLParser

from flask.testing import FlaskClient
from werkzeug.test import TestResponse


class _Form(HTMLParser):
    """Collects the values of the form inside <main>."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._inside = False
        self._select = self._textarea = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attributes}
        if tag == "main":
            self._inside = True
        elif not self._inside:
            return
        elif tag == "input" and (
            told.get("type") not in {"radio", "checkbox"} or "checked" in told
        ):
            self.values[told.get("name", "")] = told.get("value", "")
        elif tag == "select":
            self._select = told["name"]
        elif tag == "option" and self._select:
            if "selected" in told or self._select not in self.values:
                self.values[self._select] = told.get("value", "")
        elif tag == "textarea":
            self._textarea = told["name"]
            self.values[self._textarea] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._textarea = ""
        elif tag == "main":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.values[self._textarea] += data


def form_of(page: str) -> dict[str, str]:
    """Name -> value of the main form's fields."""
    reader = _Form()
    reader.feed(page)
    return {name: value.strip() for name, value in reader.values.items() if name}


def filled(client: FlaskClient, address: str, **told: str) -> TestResponse:
    """Open a page, change some of its form's fields, and send it."""
    return client.post(address, data={**form_of(client.get(address).text), **told})
