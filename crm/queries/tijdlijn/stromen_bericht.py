"""The streams of what was sent: a reminder stands on the timeline of what it was about, and so does a message.

What was not sent is no proof of anything and stands nowhere here; neither does who read it.
"""

from typing import Any

import sqlalchemy as sa

from crm.models import Bericht, BerichtSoort, Deelneming, Herinnering, Partnermelding, RegelOnderwerp
from crm.queries.tijdlijn.gebeurtenis import Soort
from crm.queries.tijdlijn.stroom import Stroom, samen

_R = RegelOnderwerp
# Of which table a reminder about this is; of the others no timeline shows the dossier itself.
_TABELLEN: dict[str, tuple[RegelOnderwerp, ...]] = {
    "partnerafspraak": (_R.AFSPRAAK, _R.AFSPRAAK_HERIJKEN),
    "actiepunt": (_R.ACTIEPUNT,),
    "overleg": (_R.OVERLEG_VASTLEGGEN,),
    "toezegging": (_R.TOEZEGGING,),
    "mijlpaal": (_R.MIJLPAAL,),
    "opdracht": (_R.OPDRACHT_EINDE, _R.OPDRACHT_EVALUATIE),
    "indicator": (_R.INDICATOR,),
    "actie": (_R.VOORTGANG,),
}
# A digest, an urgent mail and one to a partner carry reminders, and those stand on the timeline themselves.
_ZELF = (BerichtSoort.MELDING, BerichtSoort.UITNODIGING)
_NIEMAND = sa.cast(sa.null(), sa.Integer)
"""Nobody pressed a button for it: the scheduler sent it."""


def _aan(noun: Any) -> dict[str, Any]:
    return {"aan_collega": noun.gebruiker_id, "aan_persoon": noun.persoon_id, "door_id": _NIEMAND}


def _herinnerd(nr: int, tabel: str, onderwerpen: tuple[RegelOnderwerp, ...]) -> Stroom:
    return Stroom(
        nr=nr,
        soort=Soort.BERICHT,
        feit=samen("herinnering_", Herinnering.onderwerp),
        noun=Herinnering,
        moment=Herinnering.verzonden_op,
        bij=Herinnering.onderwerp_id,
        onder=tabel,
        over=(tabel, Herinnering.onderwerp_id),
        gegevens={"dag": Herinnering.datum, **_aan(Herinnering)},
        waar=(Herinnering.onderwerp.in_(onderwerpen),),
    )


def _via(nr: int, onderwerp: RegelOnderwerp, noun: Any, bij: Any, onder: str, over: tuple[str, Any]) -> Stroom:
    """A reminder about a row that has no page of its own stands on the dossiers that the row points at."""
    return Stroom(
        nr=nr,
        soort=Soort.BERICHT,
        feit=f"herinnering_{onderwerp}",
        noun=Herinnering,
        moment=Herinnering.verzonden_op,
        bij=bij,
        onder=onder,
        over=over,
        gegevens={"dag": Herinnering.datum, **_aan(Herinnering)},
        met=(noun, noun.id == Herinnering.onderwerp_id),
        waar=(Herinnering.onderwerp == onderwerp,),
    )


_LID = ("organisatie", Deelneming.organisatie_id)
_VAN_MELDING = ("partnerafspraak", Partnermelding.afspraak_id)


def _gestuurd(nr: int, tabel: str) -> Stroom:
    return Stroom(
        nr=nr,
        soort=Soort.BERICHT,
        feit=sa.case(
            (Bericht.kalender_methode == "CANCEL", "bericht_afzegging"), else_=samen("bericht_", Bericht.soort)
        ),
        noun=Bericht,
        moment=Bericht.verzonden_op,
        bij=Bericht.onderwerp_id,
        onder=tabel,
        over=(tabel, Bericht.onderwerp_id),
        gegevens=_aan(Bericht),
        waar=(Bericht.onderwerp_soort == tabel, Bericht.soort.in_(_ZELF)),
    )


VERSTUURD: tuple[Stroom, ...] = (
    *(_herinnerd(30 + plek, tabel, wat) for plek, (tabel, wat) in enumerate(_TABELLEN.items())),
    _gestuurd(40, "partnerafspraak"),
    _gestuurd(41, "overleg"),
    _via(42, _R.PARTNERMELDING, Partnermelding, Partnermelding.afspraak_id, "partnerafspraak", _VAN_MELDING),
    _via(43, _R.CONTACT, Deelneming, Deelneming.coalitie_id, "ontwikkelcoalitie", _LID),
    _via(44, _R.CONTACT, Deelneming, Deelneming.organisatie_id, "deelnemer", _LID),
)
