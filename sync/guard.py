"""DOMAIN, rule 8: a sweep that comes back short stops before anything is written."""

from decimal import Decimal

from sync.faults import ShortSweep

MAX_DROP_SHARE = 0.2


def check_sweep(
    seen_count: int, last_good_count: int | None, max_drop_share: float = MAX_DROP_SHARE
) -> None:
    """Raise ShortSweep where the drop is more than `max_drop_share` (0 to 1) of the last count.

    `last_good_count` is None before the first good sweep. The same check serves against
    Google's own count of devices (`GoogleSource.count`).
    """
    if last_good_count is None:
        return
    # As a decimal: 0.29 * 100 as floats is a little less than 29 and would stop a drop of 29.
    allowed = Decimal(str(max_drop_share)) * last_good_count
    if last_good_count - seen_count > allowed:
        raise ShortSweep(seen_count, last_good_count)
