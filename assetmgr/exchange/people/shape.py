"""The columns of a class list, by the words that class registers and schools use for them.

No class register documents the columns of its exports, and schools choose their own; the usual
Latvian words are here, and any other header is led to its column by hand.
"""

from typing import Final

from assetmgr.exchange.shape import make_shape

SHAPE: Final = make_shape(
    required=(),
    aliases={
        "institution": ("iestāde", "iestādes kods", "skola", "skolas kods"),
        "role": ("loma", "statuss iestādē", "izglītojamais/darbinieks"),
        "name": (
            "vārds, uzvārds",
            "vārds uzvārds",
            "vārds un uzvārds",
            "uzvārds, vārds",
            "skolēns",
            "izglītojamais",
            "izglītojamā vārds, uzvārds",
            "skolēna vārds, uzvārds",
            "darbinieks",
            "pedagogs",
            "full name",
        ),
        "first_name": ("vārds", "vārdi", "skolēna vārds", "izglītojamā vārds", "given name"),
        "last_name": ("uzvārds", "skolēna uzvārds", "izglītojamā uzvārds", "surname"),
        "class_name": (
            "klase",
            "klase/grupa",
            "klase, grupa",
            "grupa",
            "klases nosaukums",
            "class",
        ),
        "email": (
            "e-pasts",
            "epasts",
            "e-pasta adrese",
            "skolēna e-pasts",
            "skolas e-pasts",
            "izglītojamā e-pasts",
            "darbinieka e-pasts",
            "e-mail",
        ),
        "external_id": (
            "skolēna id",
            "izglītojamā id",
            "lietotāja id",
            "darbinieka id",
            "id",
            "personas id",
            "student id",
        ),
        "personal_code": (
            "personas kods",
            "pers kods",
            "p k",
            "skolēna personas kods",
            "izglītojamā personas kods",
        ),
        "birth_date": ("dzimšanas datums", "dzimšanas dati", "dz datums", "birthday"),
        "guardian_name": (
            "vecāks",
            "vecāka vārds, uzvārds",
            "vecāka vārds uzvārds",
            "likumiskais pārstāvis",
            "likumiskā pārstāvja vārds, uzvārds",
            "aizbildnis",
            "1 vecāks",
            "1 vecāka vārds, uzvārds",
            "māte",
            "mātes vārds, uzvārds",
        ),
        "guardian_email": (
            "vecāka e-pasts",
            "vecāku e-pasts",
            "likumiskā pārstāvja e-pasts",
            "1 vecāka e-pasts",
            "mātes e-pasts",
        ),
        "guardian_phone": (
            "vecāka tālrunis",
            "vecāku tālrunis",
            "vecāka mobilais tālrunis",
            "vecāka mob tālrunis",
            "likumiskā pārstāvja tālrunis",
            "1 vecāka tālrunis",
            "mātes tālrunis",
        ),
        "guardian2_name": (
            "2 vecāks",
            "2 vecāka vārds, uzvārds",
            "otrs vecāks",
            "otra vecāka vārds, uzvārds",
            "tēvs",
            "tēva vārds, uzvārds",
        ),
        "guardian2_email": ("2 vecāka e-pasts", "otra vecāka e-pasts", "tēva e-pasts"),
        "guardian2_phone": ("2 vecāka tālrunis", "otra vecāka tālrunis", "tēva tālrunis"),
    },
)
