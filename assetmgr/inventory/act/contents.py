"""What an act says, as plain texts: facts, counts, lists and who signs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from assetmgr.inventory.act.lists import Listing, lists_of
from assetmgr.inventory.policy.scope import NO_ROOM, Member
from assetmgr.inventory.queries.picture import Picture
from assetmgr.web.formats import date_text, datetime_text, language, number
from assetmgr.web.words import kind_name

Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything on the act, in its order; `total` is None on a draft."""

    title: str
    institution: str
    facts: Sequence[Fact]
    commission: Sequence[Member]
    counts: Sequence[Fact]
    lists: Sequence[Listing]
    phones: Sequence[str]
    total: str | None


def contents_of(found: Picture) -> Contents:
    """Put a stocktake into the words of its act, in the language of the moment."""
    head = found.head
    return Contents(
        title=_("STOCKTAKE ACT No. %(number)s", number=head.label),
        institution=head.institution,
        facts=[
            (_("Stocktake"), head.title),
            (_("What was counted"), scope_text(found)),
            (_("Period"), _period(found)),
            (_("Opened by"), head.opened_by),
            *([(_("Closed by"), head.closed_by)] if head.closed_by else []),
        ],
        commission=head.commission,
        counts=[(text, number(count, language())) for text, count in _counts(found)],
        lists=lists_of(found),
        phones=[_phone(found, index) for index in range(len(found.phones))],
        total=head.rows_sha256,
    )


def scope_text(found: Picture) -> str:
    """Which devices were to be counted."""
    scope = found.head.scope
    if scope.is_everything:
        return str(_("all devices of the institution"))
    return "; ".join(_scope_parts(found))


def _scope_parts(found: Picture) -> Iterator[str]:
    scope = found.head.scope
    if scope.site_id is not None:
        yield _("address: %(site)s", site=found.items[0].device.site)
    if scope.room_ids:
        in_none = [_("devices in no room")] if NO_ROOM in scope.room_ids else []
        yield _("rooms: %(rooms)s", rooms=", ".join([*found.scope_rooms, *in_none]))
    if scope.kinds:
        kinds = [kind_name(one) for one in found.kinds.values() if one.code in scope.kinds]
        yield _("kinds: %(kinds)s", kinds=", ".join(kinds))
    if scope.doubtful_days is not None:
        yield _("devices that nothing saw for %(days)s days", days=scope.doubtful_days)


def _period(found: Picture) -> str:
    begun = date_text(found.head.opened_at, language())
    if found.head.closed_at is None:
        return str(_("since %(day)s", day=begun))
    return f"{begun} – {datetime_text(found.head.closed_at, language())}"


def _counts(found: Picture) -> list[tuple[str, int]]:
    counts = found.counts
    return [
        (_("Devices on the list"), counts.expected),
        (_("found in their place"), counts.found),
        (_("found in another room"), counts.elsewhere),
        (_("missing"), counts.missing),
        (_("look damaged"), counts.damaged),
        (_("Own devices that were not on the list"), counts.unlisted),
        (_("Written-off, lost or stolen devices that were found"), counts.written_off),
        (_("Devices of other institutions"), counts.foreign),
        (_("Unknown codes"), counts.unknown),
    ]


def _phone(found: Picture, index: int) -> str:
    phone = found.phones[index]
    told = f"{phone.name} ({phone.joined_by})"
    if phone.overridden_by is None:
        return told
    return str(
        _("%(told)s; not waited for, as decided by %(who)s", told=told, who=phone.overridden_by)
    )
