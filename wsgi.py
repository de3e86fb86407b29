"""The application for a WSGI server: `gunicorn wsgi:app`."""

import gc

from assetmgr.commands.readiness import ready_app
from assetmgr.commands.told import refusals_told

HALT = 3
"""Any other exit code makes gunicorn start the worker again, for ever."""

with refusals_told(HALT):
    app = ready_app()
gc.freeze()  # what is loaded stays: looking through it again and again holds requests up
gc.set_threshold(50_000, 10, 10)  # nor is each request, of some thousand objects, looked through
