"""The handover act (pieņemšanas–nodošanas akts) and the return slip: contents, hash and PDF."""
