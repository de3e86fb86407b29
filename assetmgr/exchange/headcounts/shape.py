"""The columns of the headcount file."""

from typing import Final

from assetmgr.exchange.shape import make_shape

SHAPE: Final = make_shape(
    required=("institution", "as_of"),
    aliases={
        "institution": ("iestāde", "iestādes kods"),
        "site": ("vieta", "adrese", "programmas īstenošanas vieta", "īstenošanas vieta"),
        "as_of": ("datums", "uz datumu"),
        "pupils": ("izglītojamie", "izglītojamo skaits"),
        "pupils_5_6": (
            "izglītojamie 5–6 gadu vecumā",
            "5-6 gadīgie",
            "5–6 gadus veci izglītojamie",
            "piecgadīgie un sešgadīgie",
        ),
        "teachers": ("pedagogi", "pedagogu skaits"),
        "teacher_fte": ("pedagogu likmes", "pedagogu slodzes"),
        "support_staff_fte": ("atbalsta personāla likmes", "atbalsta personāla slodzes"),
        "admin_staff": ("administrācija", "administrācijas darbinieki"),
        "it_admins": ("it administratori", "datortīkla administratori", "tīkla administratori"),
        "it_admin_fte": (
            "it administratoru likmes",
            "datortīkla administratoru likmes",
            "tīkla administratoru likmes",
        ),
        "ict_users": ("ikt lietotāji", "lietotāji"),
        "classrooms": ("mācību kabineti", "kabineti"),
        "classrooms_equipped": ("aprīkoti mācību kabineti", "aprīkotie kabineti"),
        "group_rooms": ("grupu telpas",),
        "group_rooms_equipped": ("aprīkotas grupu telpas", "aprīkotās grupu telpas"),
        "internet_mbps": (
            "interneta pieslēgums, mbps",
            "internets mbps",
            "interneta ātrums",
            "interneta ātrums mbps",
        ),
        "wifi": ("bezvadu tīkls visās telpās", "wi-fi", "bezvadu tīkls"),
    },
)
