"""Importing and exporting CSV and XLSX."""
