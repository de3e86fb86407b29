"""The terms with which an institution begins, until it writes its own."""

from dataclasses import replace
from typing import Final

from assetmgr.loans.act.contents import Terms

_TEXT: Final = """\
1. Resurss ir nodots lietošanā mācībām vai darbam. Īpašuma tiesības uz to nepāriet; resursu \
nedrīkst pārdot, ieķīlāt, iznomāt vai nodot citai personai.
2. Lietotājs resursu lieto saudzīgi: sargā no kritieniem, mitruma, karstuma un sala, neizjauc to, \
nenoņem birku un nemaina iestādes noteiktos pārvaldības iestatījumus.
3. Par bojājumu vai darbības traucējumu paziņo IKT kontaktpersonai, tiklīdz to pamana. Resursu \
pats neremontē un nenodod remontam citur.
4. Par nozaudēšanu vai zādzību iestādei paziņo nekavējoties; par zādzību paziņo arī policijai un \
iestādei iesniedz apliecinājumu, ka tas izdarīts.
5. Resursu ar visiem piederumiem atdod aktā norādītajā termiņā, agrāk – pēc iestādes pieprasījuma \
vai izbeidzot mācības vai darba attiecības iestādē.
6. Personas datus šajā aktā iestāde apstrādā, lai uzskaitītu resursus un to lietotājus. Vārdus un \
aktu dzēš {kept} pēc resursa atdošanas; kamēr nav pabeigta zaudējumu vai strīda izskatīšana, \
tos saglabā. Par savu datu apstrādi var jautāt iestādei."""
_MONTHS: Final = 24
_TEN, _HUNDRED, _ELEVEN = 10, 100, 11


def default_terms(months: int) -> Terms:
    """The terms, where names and acts are deleted so many months after the return.

    Written neutrally: what a statute says is left to the statute.
    """
    return replace(DEFAULT_TERMS, text=_TEXT.format(kept=_kept(months)))


def _kept(months: int) -> str:
    """So many months in the accusative: 1 mēnesi, 21 mēnesi, 2 mēnešus, 11 mēnešus."""
    is_one = months % _TEN == 1 and months % _HUNDRED != _ELEVEN
    return f"{months} {'mēnesi' if is_one else 'mēnešus'}"


DEFAULT_TERMS: Final = Terms(
    version=1,
    title="Resursa lietošanas noteikumi",
    text=_TEXT.format(kept=_kept(_MONTHS)),
    liability="""\
Saņēmējs atlīdzina zaudējumus, kas radušies viņa vai lietotāja vainas dēļ, normatīvajos aktos \
noteiktajā kārtībā, nepārsniedzot resursa atlikušo vērtību un šeit norādīto summu. \
Dabiskais nolietojums nav jāatlīdzina.""",
    liability_limit_eur=None,
    dispute="""\
Ja saņēmējs nepiekrīt konstatētajam bojājumam, zaudējumu apmēram vai citam lēmumam par resursu, \
viņš 10 darbdienu laikā, kopš to uzzinājis, var iesniegt iestādes vadītājam rakstisku iesniegumu. \
Citas tiesības iebilst ar to netiek ierobežotas.""",
    monitoring="""\
Resursu uzskaitē ir redzams pēdējās aktivitātes datums, operētājsistēmas versija un tas, vai \
resurss ir lietots. Uzskaite neiegūst un neglabā resursa saturu, atrašanās vietu un ziņas par \
citiem kontiem.""",
)
"""With the privacy rule's own 24 months."""
