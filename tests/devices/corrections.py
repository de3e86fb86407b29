"""What a correction of a status shall do, written day by day."""

from assetmgr.devices.codes import Status


def expected(told: list[Status], begin: int, status: Status, since: int) -> list[Status] | None:
    """What a correction shall make of each day's status; None where it is to be refused.

    Args:
        told: the status of each day, the last one today's.
        begin: the place of the day on which the corrected status began.
        since: the place of the day on which it shall begin; it may lie outside.
    """
    end = next((n for n in range(begin, len(told)) if told[n] is not told[begin]), len(told))
    if begin == 0:
        fits = since == 0
    else:
        before = next((n for n in range(begin - 1, -1, -1) if told[n] is not told[begin - 1]), -1)
        fits = before + 1 < since < end
    if not fits:
        return None
    new = [*told]
    new[begin:end] = [told[begin - 1]] * (end - begin)
    new[since:end] = [status] * (end - since)
    final = new.index(Status.WRITTEN_OFF) if Status.WRITTEN_OFF in new else len(told)
    return new if set(new[final:]) <= {Status.WRITTEN_OFF} else None
