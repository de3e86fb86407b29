"""Every icon that a template or the rail names is in the sprite's list."""

import re
import sys
from pathlib import Path

LIST = Path("assetmgr/static/img/icons.txt")
NAMED = re.compile(r"""\bicon\(\s*["']([a-z0-9-]+)["']""")


def main() -> int:
    """Print each icon that is missing; their number decides the exit code."""
    listed = set(LIST.read_text().split())
    faults = [
        f"{file}: icon {name!r} is not in {LIST}"
        for file in sorted(Path("assetmgr/templates").rglob("*.html"))
        for name in NAMED.findall(file.read_text(encoding="utf-8"))
        if name not in listed
    ]
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
