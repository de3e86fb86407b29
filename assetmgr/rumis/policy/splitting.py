"""Whose the rows of a file are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from assetmgr.rumis.policy.comparing import finder
from assetmgr.rumis.policy.rows import Ours, Theirs


def by_institution(ours: Sequence[Ours], theirs: Iterable[Theirs]) -> Mapping[int, list[Theirs]]:
    """The rows about a device of each institution that the file is about.

    What is nobody's or could be two devices is with the institution where the file is about one
    alone; otherwise it is with none: it may be another's.
    """
    find, rows = finder(ours), list(theirs)
    found: dict[int, list[Theirs]] = defaultdict(list)
    for row in rows:
        devices = find(row)
        if len(devices) == 1:
            found[devices[0].institution_id].append(row)
    return dict.fromkeys(found, rows) if len(found) == 1 else found
