"""Label sheets with QR codes; knows nothing of web, database or devices."""
