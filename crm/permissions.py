"""Who may do what: one table of handelingen. Verbs ask it before they act; pages ask it before they draw a button."""

from collections.abc import Callable
from typing import Any

from crm.errors import NietToegestaan, OngeldigeInvoer
from crm.models import Gebruiker
from crm.models import GebruikerRol as R

Regel = Callable[[Gebruiker, Any], bool]


def _iedereen(door: Gebruiker, _onderwerp: Any) -> bool:
    return bool(door.rollen)


def _rol(*rollen: R) -> Regel:
    return lambda door, _onderwerp: door.heeft_rol(*rollen)


def _eigenaar_of(*rollen: R) -> Regel:
    """The owner of this dossier, or somebody with one of these roles.

    Raises TypeError for a noun that nobody can own: the caller asked about the wrong one, and every owner would
    be refused without anybody noticing.
    """

    def regel(door: Gebruiker, onderwerp: Any) -> bool:
        if onderwerp is not None and not hasattr(onderwerp, "eigenaar_id"):
            raise TypeError(f"{type(onderwerp).__name__} heeft geen eigenaar; vraag het over het dossier erboven")
        is_eigenaar = onderwerp is not None and onderwerp.eigenaar_id == door.id
        return (is_eigenaar and not door.heeft_rol(R.LEZER)) or door.heeft_rol(*rollen)

    return regel


def _eigen_of(*rollen: R) -> Regel:
    """What belongs to one colleague (`gebruiker_id`): that colleague, or somebody with one of these roles."""

    def regel(door: Gebruiker, onderwerp: Any) -> bool:
        is_eigen = onderwerp is not None and onderwerp.gebruiker_id == door.id
        return (is_eigen and bool(door.rollen)) or door.heeft_rol(*rollen)

    return regel


def _bijlage_lezen(door: Gebruiker, bijlage: Any) -> bool:
    """A file about a contact person is personal data; the others are read by every colleague."""
    if bijlage is not None and bijlage.persoon_id is not None:
        return MAG["persoon.lezen"](door, bijlage)
    return _iedereen(door, bijlage)


_VELD = (R.PROGRAMMAMANAGER, R.AMBASSADEUR)
_BESTUUR = (R.PROGRAMMAMANAGER, R.BESTUURSADVISEUR)

MAG: dict[str, Regel] = {
    "lezen": _iedereen,
    "agenda.inlezen": _rol(R.BEHEERDER),
    "organisatie.inlezen": _rol(R.BEHEERDER),
    "organisatie.toevoegen": _rol(*_VELD, R.BEHEERDER),
    "organisatie.wijzigen": _rol(*_VELD, R.BEHEERDER),
    "persoon.lezen": _rol(*_VELD, R.BEHEERDER),
    "persoon.toevoegen": _rol(*_VELD, R.BEHEERDER),
    "overleg.plannen": _rol(*_VELD),
    "overleg.vastleggen": _rol(*_VELD),
    "overleg.afgelasten": _rol(*_VELD),
    "actiepunt.sluiten": _eigenaar_of(*_VELD),
    "partnerafspraak.opvolgen": _eigenaar_of(*_VELD),
    "coalitie.oprichten": _rol(*_VELD),
    "coalitie.wijzigen": _rol(*_VELD),
    "partnerafspraak.noteren": _rol(*_VELD),
    "case.opstellen": _rol(*_VELD),
    "case.adviseren": _rol(*_VELD, R.BESTUURSADVISEUR),
    "case.besluiten": _rol(*_BESTUUR),
    "toezegging.noteren": _rol(*_BESTUUR),
    "toezegging.opvolgen": _eigenaar_of(*_BESTUUR),
    "herijking.starten": _rol(R.PROGRAMMAMANAGER),
    "herijking.besluiten": _eigenaar_of(R.PROGRAMMAMANAGER),
    "herijking.afronden": _rol(R.PROGRAMMAMANAGER),
    "convenant.wijzigen": _rol(*_VELD),
    "werkagenda.wijzigen": _eigenaar_of(*_VELD),
    "werkagenda.vaststellen": _rol(*_BESTUUR),
    "signaal.geven": _rol(*_VELD),
    "signaal.behandelen": _rol(*_BESTUUR),
    "gremium.wijzigen": _rol(R.PROGRAMMAMANAGER, R.BEHEERDER),
    "bijlage.lezen": _bijlage_lezen,
    "bijlage.toevoegen": _rol(*_VELD),
    "bijlage.verwijderen": _rol(R.PROGRAMMAMANAGER, R.BEHEERDER),
    "voortgang.bijwerken": _eigenaar_of(R.PROGRAMMAMANAGER),
    "mijlpaal.halen": _eigenaar_of(R.PROGRAMMAMANAGER),
    "actie.toewijzen": _rol(R.PROGRAMMAMANAGER),
    "opdracht.wijzigen": _rol(R.PROGRAMMAMANAGER),
    "meting.invoeren": _rol(*_VELD),
    "meting.goedkeuren": _rol(R.PROGRAMMAMANAGER, R.CONTROLLER),
    "begroting.boeken": _rol(R.CONTROLLER, R.PROGRAMMAMANAGER),
    "rapportage.opstellen": _rol(R.PROGRAMMAMANAGER),
    "rapportage.vaststellen": _rol(R.PROGRAMMAMANAGER, R.BESTUURSADVISEUR),
    "rapportage.aanbieden": _rol(R.PROGRAMMAMANAGER, R.BESTUURSADVISEUR),
    "herinneringsregel.wijzigen": _rol(R.BEHEERDER),
    # What waits for somebody is between that person and who keeps the system running.
    "herinnering.lezen": _eigen_of(R.BEHEERDER),
    "herinnering.uitstellen": _eigen_of(),
    "bericht.beheren": _rol(R.BEHEERDER),
    "vrije_dag.wijzigen": _rol(R.BEHEERDER),
    "afwezigheid.wijzigen": _eigen_of(R.BEHEERDER),
    "demping.wijzigen": _eigen_of(R.BEHEERDER),
    "agendafeed.beheren": _eigen_of(),
    "pc_product.wijzigen": _rol(R.CONTROLLER, R.BEHEERDER),
    "partnermelding.behandelen": _eigenaar_of(*_VELD),
    "gebruiker.beheren": _rol(R.BEHEERDER),
    "token.beheren": _rol(R.BEHEERDER),
}


def mag(door: Gebruiker, handeling: str, onderwerp: Any = None) -> bool:
    """Whether this user may do this (to this dossier)."""
    return door.is_actief and MAG[handeling](door, onderwerp)


def eis(door: Gebruiker, handeling: str, onderwerp: Any = None) -> None:
    """Nothing, or NietToegestaan with a sentence that says what is missing."""
    if not mag(door, handeling, onderwerp):
        noun, _, werkwoord = handeling.partition(".")
        wat = f"{noun} {werkwoord}" if werkwoord else noun
        raise NietToegestaan(
            f"U hebt geen rechten voor ‘{wat}’. Vraag de functioneel beheerder om de juiste rol."
        )


def eis_eigenaar(collega: Gebruiker) -> None:
    """Nothing, or OngeldigeInvoer when a dossier cannot be given to this colleague: who owns it must be able to act."""
    if collega.is_actief and collega.rollen and not collega.heeft_rol(R.LEZER):
        return
    zin = f"{collega.naam} kan hier niets mee doen: geen account meer, of alleen leesrechten. Kies een ander."
    raise OngeldigeInvoer(zin, {"eigenaar": [zin]})
