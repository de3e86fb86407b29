"""The terms with which an institution begins, until it writes its own."""

from typing import Final

from assetmgr.loans.act.contents import Terms

DEFAULT_TERMS: Final = Terms(
    version=1,
    title="Resursa lietošanas noteikumi",
    text="""\
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
aktu dzēš 24 mēnešus pēc resursa atdošanas; kamēr nav pabeigta zaudējumu vai strīda izskatīšana, \
tos saglabā. Par savu datu apstrādi var jautāt iestādei.""",
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
"""Written neutrally: what a statute says is left to the statute. 24 months is the privacy rule's
default; an institution that keeps names for another time says so in terms of its own."""
