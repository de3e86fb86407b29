"""The Latvian catalogue has every text that the code has, and no other; none is empty or fuzzy."""

import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

PO = Path("assetmgr/translations/lv/LC_MESSAGES/messages.po")
EXTRACT = (
    "pybabel",
    "--quiet",
    "extract",
    "-F",
    "babel.cfg",
    "-k",
    "N_",
    "-k",
    "_",
    "-k",
    "lazy_gettext",
    "-k",
    "lazy_ngettext:1,2",
)


def main() -> int:
    """Print what is stale; the number of lines decides the exit code."""
    wanted, stored = _extracted(), _read(PO)
    faults = [f"not translated: {key!r}" for key in sorted(wanted.keys() - stored.keys())]
    faults += [f"not used any more: {key!r}" for key in sorted(stored.keys() - wanted.keys())]
    faults += [f"empty or fuzzy: {key!r}" for key, one in stored.items() if not _is_done(one)]
    print("\n".join(faults))
    return 1 if faults else 0


def _extracted() -> dict[str, Message]:
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder, "messages.pot")
        subprocess.run([*EXTRACT, "-o", str(template), "assetmgr", "sync", "labels"], check=True)
        return _read(template)


def _read(file: Path) -> dict[str, Message]:
    with file.open("rb") as stream:
        catalog: Catalog = read_po(stream, locale="lv")
    return {_key(one): one for one in catalog if one.id}


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _is_done(message: Message) -> bool:
    text = message.string or ""
    texts = [text] if isinstance(text, str) else list(text)
    return all(texts) and not message.fuzzy


if __name__ == "__main__":
    sys.exit(main())
