"""What borrowers have to be told before custody is compared."""

from typing import Final

from assetmgr.loans.act.default_terms import DEFAULT_TERMS

MONITORED: Final = """\
Resursu uzskaitē ir redzams pēdējās aktivitātes datums, operētājsistēmas versija un tas, vai \
resurss ir lietots. Reizi dienā uzskaite salīdzina, vai resursu lieto tas, kam tas izsniegts: \
glabā tikai atbildi „jā”, „nē” vai „nav zināms” un, ja to lieto cita izsniegta resursa \
lietotājs, šo resursu. Atbildes dzēš pēc 60 dienām. Konta adresi, ar kuru salīdzina, uzskaite \
neglabā. Uzskaite neiegūst un neglabā resursa saturu un atrašanās vietu."""
"""Offered for the monitoring text of an institution's terms."""

SILENT: Final = DEFAULT_TERMS.monitoring
"""The text of the beginning: it says that nothing of the kind is done, so loans on it are not
compared."""


def first_text(*, custody_on: bool) -> str:
    """What an institution's terms say of monitoring until it writes its own."""
    return MONITORED if custody_on else SILENT
