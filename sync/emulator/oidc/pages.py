"""The stand-in's own pages: choose an account, signed out."""

from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import urlencode

from sync.emulator.oidc.directory import Account
from sync.emulator.wire import Reply

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>body {{ font: 16px/1.5 sans-serif; max-width: 26rem; margin: 3rem auto; padding: 0 1rem }}
li {{ margin: .5rem 0 }}</style>
<h1>{title}</h1>
{content}
</html>
"""


def html(title: str, content: str, status: int = 200) -> Reply:
    """A page; `content` is markup."""
    text = _PAGE.format(title=escape(title), content=content)
    return Reply(status, text.encode(), {"Content-Type": "text/html; charset=UTF-8"})


def to(address: str) -> Reply:
    """The way to another address."""
    return Reply(302, b"", {"Location": address})


def chooser(flavour: str, accounts: Iterable[Account], query: Mapping[str, str]) -> Reply:
    """The accounts to choose from; each leads to the same request with its number."""
    links = [
        f'<li><a href="?{_again(query, account=one.sub)}">{escape(one.name)}</a>'
        f"<br>{escape(one.email)}</li>"
        for one in accounts
    ]
    rows = "".join(links) or "<li>No account fits what was asked for.</li>"
    cancel = f'<p><a href="?{_again(query, account="none")}">Cancel</a></p>'
    return html(f"Stand-in for {flavour}: choose an account", f"<ul>{rows}</ul>{cancel}")


def _again(query: Mapping[str, str], **more: str) -> str:
    return escape(urlencode({**query, **more}))
