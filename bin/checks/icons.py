"""The sprite's list has every icon that a template names, and none that nothing names."""

import re
import sys
from pathlib import Path

LIST = Path("assetmgr/static/img/icons.txt")
NAMED = re.compile(r"""\bicon(?:\(|_name=)\s*["']([a-z0-9-]+)["']""")
QUOTED = re.compile(r"""["']([a-z0-9-]+)["']""")


def main() -> int:
    """Print each icon that is missing, or needed no more; their number decides the exit code."""
    listed = set(LIST.read_text().split())
    pages = _texts("templates", "*.html")
    missing = {name for text in pages for name in NAMED.findall(text)} - listed
    quoted = {name for text in [*pages, *_texts("", "*.py")] for name in QUOTED.findall(text)}
    faults = [f"{LIST}: {name} is named in a template and missing" for name in sorted(missing)]
    faults += [f"{LIST}: nothing names {name}" for name in sorted(listed - quoted)]
    print("\n".join(faults))
    return 1 if faults else 0


def _texts(folder: str, pattern: str) -> list[str]:
    files = sorted(Path("assetmgr", folder).rglob(pattern))
    return [file.read_text(encoding="utf-8") for file in files]


if __name__ == "__main__":
    sys.exit(main())
