"""Files on dossiers: adding, fetching and removing one."""

from flask import Blueprint

from crm import http

pagina = Blueprint("bijlagen", __name__, url_prefix="/bijlagen")


@pagina.app_template_global()
def bijlage_max_mb() -> int:
    """How large a file may be, for the form."""
    return http.huis().settings.bijlage_max_mb
