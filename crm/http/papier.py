"""The letter paper of this installation, for whatever door a mail is written at."""

from crm.adapters.brieven import Briefpapier
from crm.adapters.tekens import Tekenaar
from crm.settings import Settings


def briefpapier(settings: Settings) -> Briefpapier:
    """What every letter of this installation has; a page or the API asks `http.papier()`."""
    return Briefpapier(
        base_url=settings.base_url,
        afzender=settings.mail_van,
        provincie=settings.provincie,
        tekenaar=Tekenaar(settings.secret_key),
        beheer_email=settings.beheer_email,
    )
