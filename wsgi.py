"""The application for a WSGI server: `gunicorn wsgi:app`."""

from assetmgr import create_app

app = create_app()
