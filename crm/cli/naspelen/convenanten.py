"""Events of deals: who signed, who a doubtful signatory is, and what they confirmed and delivered."""

from pathlib import Path

from sqlmodel import col, select

from crm.cli.naspelen.speler import Gegevens, Naspeler
from crm.models import AfspraakStatus, Convenant, Helix, Ondertekening, Organisatie, Partnerafspraak
from crm.schemas import ondertekenaars as ondertekenaars_schema
from crm.workflows import convenant_inlezen, convenant_opvolgen, partnerafspraak_opvolgen

VOORBEELD = Path(__file__).resolve().parents[2] / "data" / "voorbeeld"


def ondertekenaars(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    (speler.convenant,) = speler.uit_agenda(Convenant, [gegevens["convenant"]])
    bestand = ondertekenaars_schema.lezen(VOORBEELD / gegevens["bestand"])
    bekend = set(speler.session.exec(select(Organisatie.id)))
    convenant_inlezen.inlezen(speler.session, speler.convenant, bestand, nieuw=Helix.BEDRIJF, **wie)
    speler.session.flush()
    for organisatie in speler.session.exec(select(Organisatie).where(col(Organisatie.id).not_in(bekend))):
        organisatie.is_voorbeeld = True
    for afspraak in _afspraken(speler):
        afspraak.is_voorbeeld = True


def koppel(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    vraag = select(Ondertekening).where(
        Ondertekening.convenant_id == speler.convenant.id, Ondertekening.naam == gegevens["naam"]
    )
    convenant_opvolgen.koppelen(
        speler.session,
        speler.session.exec(vraag).one(),
        organisatie=speler.organisaties[gegevens["organisatie"]],
        **wie,
    )


def bevestig_deal(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    """The first so many that were only named are confirmed."""
    genoemd = [a for a in _afspraken(speler) if a.status is AfspraakStatus.GENOEMD]
    for afspraak in genoemd[: gegevens["aantal"]]:
        partnerafspraak_opvolgen.bevestigen(speler.session, afspraak, op=wie["nu"].date(), **wie)


def lever_deal(speler: Naspeler, gegevens: Gegevens, wie: Gegevens) -> None:
    """The first so many that were confirmed are delivered as a whole."""
    bevestigd = [a for a in _afspraken(speler) if a.status is AfspraakStatus.BEVESTIGD]
    for afspraak in bevestigd[: gegevens["aantal"]]:
        partnerafspraak_opvolgen.leveren(
            speler.session,
            afspraak,
            hoeveelheid=afspraak.openstaand,
            geleverd_op=wie["nu"].date(),
            bewijs=gegevens["bewijs"],
            **wie,
        )


def _afspraken(speler: Naspeler) -> list[Partnerafspraak]:
    vraag = select(Partnerafspraak).where(Partnerafspraak.convenant_id == speler.convenant.id)
    return list(speler.session.exec(vraag.order_by(col(Partnerafspraak.id))))


GEBEURTENISSEN = {
    "ondertekenaars": ondertekenaars,
    "koppel": koppel,
    "bevestig_deal": bevestig_deal,
    "lever_deal": lever_deal,
}
