"""The columns of the device file, with Latvian headers and those of the RUMIS workbook.

Of RUMIS's classifier columns ('Paveida ID', 'Ieg.v ID' ...) none has our codes, so none is here.
"""

from typing import Final

from assetmgr.exchange.shape import make_shape

SHAPE: Final = make_shape(
    required=("asset_tag", "kind", "institution"),
    aliases={
        "asset_tag": ("tag", "inventarizācijas birka", "birka", "ierīces birka", "birkas numurs"),
        "inventory_number": ("inventāra numurs", "inventāra nr", "inventarizācijas numurs"),
        "serial_number": ("serial", "sērijas numurs", "sērijas nr"),
        "kind": ("veids", "ierīces veids", "paveids"),
        "manufacturer": ("ražotājs",),
        "model": ("modelis",),
        "institution": ("iestāde", "iestādes kods", "institution code"),
        "site": ("vieta", "adrese", "programmas īstenošanas vieta", "īstenošanas vieta"),
        "room": ("telpa", "kabinets"),
        "purpose": ("lietojums", "nolūks", "mērķis", "mērķa grupa", "izmantošanas mērķis"),
        "status": ("statuss", "stāvoklis"),
        "acquired_on": ("acquired", "iegādes datums", "iegādāta", "iegādāts"),
        "price_eur": (
            "price",
            "price, eur",
            "cena",
            "cena, eur",
            "cena eur",
            "iegādes vērtība",
            "vērtība eur",
        ),
        "funding": ("finansējums", "finansējuma avots"),
        "warranty_until": ("garantija līdz", "garantija"),
        "aue": ("automātisko atjauninājumu beigas", "auto update expiration"),
        "notes": ("piezīmes", "piezīme"),
    },
)
