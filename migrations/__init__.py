"""Migrations, run by `assetmgr db upgrade` on SQLite and on PostgreSQL."""
