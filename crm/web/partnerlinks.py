"""The pages behind a link in a mail to a partner, without an account: GET shows, POST acts."""

from flask import Blueprint

pagina = Blueprint("partnerlinks", __name__, url_prefix="/p")
