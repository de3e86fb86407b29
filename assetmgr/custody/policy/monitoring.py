"""What borrowers have to be told before custody is compared."""

from typing import Final

MONITORED: Final = """\
Resursu uzskaitē ir redzams pēdējās aktivitātes datums, operētājsistēmas versija un tas, vai \
resurss ir lietots. Reizi dienā uzskaite salīdzina, vai resursu lieto tas, kam tas izsniegts: \
glabā tikai atbildi „jā”, „nē” vai „nav zināms” un, ja to lieto cita izsniegta resursa \
lietotājs, šo resursu. Atbildes dzēš pēc 60 dienām. Konta adresi, ar kuru salīdzina, uzskaite \
neglabā. Uzskaite neiegūst un neglabā resursa saturu un atrašanās vietu."""
"""Offered for the monitoring text of an institution's terms; the text of the beginning
(`loans.act.default_terms`) holds only while custody is not compared."""
