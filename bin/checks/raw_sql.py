"""Raw SQL and bare tables stand in assetmgr/db and migrations alone: they escape the scope."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ALLOWED = Path("assetmgr/db")
RAW = {"text", "literal_column", "TextClause"}
DRIVER = "assetmgr.db.driver"
MODELS = "models"  # a partial index names its condition as text


def main() -> int:
    """Print each offence; their number decides the exit code."""
    files = [file for file in sorted(Path("assetmgr").rglob("*.py")) if _is_checked(file)]
    offences = [line for file in files for line in _offences(file)]
    print("\n".join(offences))
    return 1 if offences else 0


def _is_checked(file: Path) -> bool:
    return not file.is_relative_to(ALLOWED) and MODELS not in {*file.parts, file.stem}


def _offences(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr == "__table__":
            yield f"{file}:{node.lineno}: a bare table escapes the scope; name the model"
        if isinstance(node, ast.Attribute) and node.attr == "exec_driver_sql":
            yield f"{file}:{node.lineno}: raw SQL belongs into assetmgr/db"
        if isinstance(node, ast.Import | ast.ImportFrom) and DRIVER in _imported(node):
            yield f"{file}:{node.lineno}: {DRIVER} knows no scope; use bulk or prepared"
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy"):
            for name in RAW & {alias.name for alias in node.names}:
                yield f"{file}:{node.lineno}: {name} makes raw SQL, which belongs into assetmgr/db"


def _imported(node: ast.Import | ast.ImportFrom) -> set[str]:
    names = {alias.name for alias in node.names}
    if isinstance(node, ast.Import):
        return names
    return {str(node.module), *(f"{node.module}.{name}" for name in names)}


if __name__ == "__main__":
    sys.exit(main())
