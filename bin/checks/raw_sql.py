"""Raw SQL and bare tables stand in assetmgr/db and migrations alone: elsewhere they escape scope."""

import ast
import sys
from pathlib import Path

ALLOWED = Path("assetmgr/db")
CALLS = {"text", "exec_driver_sql", "literal_column"}
INDEX_FILTERS = "models"  # a partial index names its condition as text


def main() -> int:
    """Print each offence; the number of them decides the exit code."""
    offences = [
        line
        for file in sorted(Path("assetmgr").rglob("*.py"))
        if not file.is_relative_to(ALLOWED)
        for line in _offences(file)
    ]
    print("\n".join(offences))
    return 1 if offences else 0


def _offences(file: Path) -> list[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    is_model = INDEX_FILTERS in {*file.parts, file.stem}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "__table__" and not is_model:
            found.append(f"{file}:{node.lineno}: a bare table escapes the scope; name the model")
        if isinstance(node, ast.Call) and _name(node.func) in CALLS and not is_model:
            found.append(f"{file}:{node.lineno}: raw SQL belongs into assetmgr/db")
    return found


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


if __name__ == "__main__":
    sys.exit(main())
