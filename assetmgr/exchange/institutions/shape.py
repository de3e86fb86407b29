"""The columns of the institution file."""

from typing import Final

from assetmgr.exchange.shape import make_shape

SHAPE: Final = make_shape(
    required=("code",),
    aliases={
        "code": ("kods", "iestādes kods"),
        "name": ("nosaukums", "iestādes nosaukums"),
        "short_name": ("īsais nosaukums", "saīsinājums"),
        "type": ("veids", "tips", "iestādes veids", "iestādes tips"),
    },
)
