"""The letter for parents (A4): what can be borrowed, how, on which terms, and what is monitored."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Final

from assetmgr.lending.paper.drawing import INK, LEADING, MUTED, SEA, Drawing
from assetmgr.lending.paper.facts import Lends, shown_address
from assetmgr.loans.act.typeset import wrap
from labels.document import PagedDocument

WIDE, HIGH = 595.28, 841.89
_LEFT, _RIGHT = 62.0, 51.0
_TOP, _BOTTOM = HIGH - 56.0, 52.0
_WIDTH: Final = WIDE - _LEFT - _RIGHT
_TEXT: Final = 10.8
_HEADING: Final = 12.0
_QR: Final = 74.0
_WHY: Final = """\
Ja jūsu bērnam mājās mācībām nav sava datora vai tas jādala ar citiem, skolā var aizņemties \
{what}. Ierīci izsniedz lietošanai mājās ar lādētāju, parasti līdz mācību gada beigām."""
_HOW: Final = """\
Kas tagad ir pieejams, redzams lapā {address} (QR kods augšā). Turpat bērns ieiet ar skolas kontu \
vai skolā izsniegtu kodu, piesakās un redz savu vietu rindā. Var arī vienkārši pateikt klases \
audzinātājam."""
_CONSENT: Final = """\
Kamēr bērnam nav 18 gadu, noteikumiem piekrīt viens no vecākiem vai aizbildnis. Uz skolu tāpēc nav \
jābrauc: skola nosūta vienreizēju saiti, kurā noteikumus var izlasīt un tiem piekrist. Var arī \
parakstīt papīra eksemplāru vai iesniegt ar e-parakstu parakstītu dokumentu."""
_RULES: Final = """\
Ierīce paliek skolas īpašums. To lieto saudzīgi, nenodod citiem un ar visiem piederumiem atdod \
aktā norādītajā dienā – parasti līdz {until} – vai agrāk, ja bērns maina skolu. Par bojājumu, \
nozaudēšanu vai zādzību skolai paziņo uzreiz. Ja vajag ilgāk, termiņu var lūgt pagarināt. Pilnie \
noteikumi ir piekrišanas lapā un pieņemšanas–nodošanas aktā."""
_NO_LIMIT: Final = "Zaudējumu apmēru nosaka pēc ierīces atlikušās vērtības."


def letter_pdf(lends: Lends, day: date) -> bytes:
    """The letter of an institution, dated."""
    out = BytesIO()
    document = PagedDocument(out, f"Vēstule vecākiem: {lends.name}")
    sheet = _Sheet(document)
    _head(sheet, lends, day)
    for heading, paragraphs in _parts(lends):
        sheet.part(heading, paragraphs)
    _end(sheet, lends)
    sheet.finish()
    document.close()
    return out.getvalue()


class _Sheet:
    """Text that flows down the pages."""

    def __init__(self, document: PagedDocument) -> None:
        self.drawing = Drawing(document)
        self._document = document
        self.y = _TOP

    def part(self, heading: str, paragraphs: Sequence[str]) -> None:
        """A heading and its paragraphs; the heading never stands alone at a page's end."""
        self._need(_HEADING * LEADING + 3 * _TEXT * LEADING + 10)
        self.y -= 9
        self.drawing.line(_LEFT, self.y, heading, _HEADING, bold=True, ink=SEA)
        self.y -= _HEADING * LEADING + 1
        for paragraph in paragraphs:
            self.paragraph(paragraph)

    def paragraph(self, text: str, *, bold: bool = False, ink: str = INK) -> None:
        """A paragraph, line by line over the page's end."""
        for line in wrap(text, _WIDTH, _TEXT, bold):
            self._need(_TEXT * LEADING)
            self.drawing.line(_LEFT, self.y, line, _TEXT, bold=bold, ink=ink)
            self.y -= _TEXT * LEADING
        self.y -= 3

    def _need(self, high: float) -> None:
        if self.y - high < _BOTTOM:
            self.finish()
            self.y = _TOP

    def finish(self) -> None:
        """Write the page out."""
        self._document.add_content_page(self.drawing.turn_over(), WIDE, HIGH)


def _head(sheet: _Sheet, lends: Lends, day: date) -> None:
    drawing = sheet.drawing
    room = _WIDTH - _QR - 20
    y = drawing.text(_LEFT, _TOP, lends.name, 12, room, bold=True)
    drawing.line(_LEFT, y, f"{day:%d.%m.%Y}.", _TEXT, ink=MUTED)
    drawing.code(lends.address, WIDE - _RIGHT - _QR, _TOP + 12 - _QR, _QR)
    y -= 40
    y = drawing.text(_LEFT, y, "Skolas ierīce mācībām mājās", 19, room, bold=True)
    sheet.y = y - 6
    sheet.paragraph("Cienījamie vecāki!")
    sheet.paragraph(_WHY.format(what=lends.what))


def _parts(lends: Lends) -> tuple[tuple[str, Sequence[str]], ...]:
    terms = lends.terms
    return (
        ("Kā pieteikties", (_HOW.format(address=shown_address(lends.address)),)),
        ("Jūsu piekrišana", (_CONSENT,)),
        ("Galvenie noteikumi", (_RULES.format(until=lends.until),)),
        ("Atbildība", (terms.liability, _limit(terms.liability_limit_eur), terms.dispute)),
        ("Kas tiek un kas netiek novērots", (terms.monitoring,)),
    )


def _limit(amount: str | None) -> str:
    if amount is None:
        return _NO_LIMIT
    return f"Lielākā summa, ko skola var lūgt atlīdzināt: {amount.replace('.', ',')} €."


def _end(sheet: _Sheet, lends: Lends) -> None:
    contact = lends.contact
    told = " · ".join(part for part in (contact.name, contact.ways) if part)
    sheet.part("Jautājumi", (told or "Jautājiet klases audzinātājam.",))
    sheet.y -= 4
    sheet.paragraph(f"Ar cieņu, {lends.name}", ink=MUTED)
