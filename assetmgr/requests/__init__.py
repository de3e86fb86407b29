"""Requests for devices: asked by borrowers, answered at the desk, served by acts."""
