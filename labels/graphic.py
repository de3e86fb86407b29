"""A black and white picture as a field of ZPL II (Zebra's programming guide: ^GF)."""

from PIL import Image


def graphic(image: Image.Image) -> str:
    """Give a ^GFA field of the ink (1) of a picture of mode "1"; a blank text where it has none.

    The data is two hex digits a byte; a comma stands for white up to the row's end. The guide's
    repeat counts are promised for other commands alone, so none is used.
    """
    box = image.getbbox()
    if box is None:
        return ""
    ink = image.crop(box)
    wide, data = -(-ink.width // 8), ink.tobytes()
    rows = (data[start : start + wide] for start in range(0, len(data), wide))
    told = "".join(_row(row) for row in rows)
    return f"^FO{box[0]},{box[1]}^GFA,{len(data)},{len(data)},{wide},{told}^FS"


def _row(row: bytes) -> str:
    inked = row.rstrip(b"\0")
    return inked.hex().upper() + ("," if len(inked) < len(row) else "")
