"""The pages' blueprint."""

from flask import Blueprint

pages = Blueprint("rumis", __name__, url_prefix="/lending/rumis")
