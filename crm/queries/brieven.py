"""The letters: what each kind of mail is made of. How it reads stands in templates/mail/.

Whoever packs a message first takes a uuid for it (`nieuwe_uuid`), because the address to unsubscribe is signed over it:
`afmeldadres(papier, kenmerk, regels)` is what the letter gets as `afmelden`, and what `zet_klaar(..., uuid=kenmerk,
afmeld_adres=afmelden)` keeps for the header.
"""

import datetime as dt
import uuid as uuid_
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crm.adapters import nederlands
from crm.adapters.brieven import Brief, Briefpapier
from crm.models import Gebruiker, LinkDoel, Partnerafspraak, Partnermelding, Persoon
from crm.queries.herinneringen.bewoording import afstand, hoeveelheid, kort, wat_open_staat
from crm.queries.herinneringen.teksten import GROEPEN, NIEMAND, TE_LAAT, Overzichtsregel

VOLGT = "omdat u deze afspraak volgt"

AFMELDEN = "uitschrijven"
"""What the mark in the unsubscribe link of a message is for (see Tekenaar)."""

# What is more than this waits for the next working day; until then it can be read on the site.
MEESTE_REGELS = 50

# The first thing that a partner can do is a button; the others are links beside it.
_DOE = {
    LinkDoel.BEVESTIGEN: "Deze afspraak bevestigen",
    LinkDoel.LEVEREN: "Melden wat er is geleverd",
    LinkDoel.VERZETTEN: "Om een andere datum vragen",
}
_GEMELD = {
    LinkDoel.BEVESTIGEN: "heeft de afspraak bevestigd",
    LinkDoel.LEVEREN: "meldt dat er is geleverd",
    LinkDoel.VERZETTEN: "vraagt om een andere datum",
}


@dataclass(frozen=True)
class Belofte:
    """One promise in a mail to a contact person; `adressen` are the links that act, what matters most first."""

    afspraak: Partnerafspraak
    collega: Gebruiker | None
    adressen: Mapping[LinkDoel, str]

    @property
    def wat(self) -> str:
        return wat_open_staat(self.afspraak)

    @property
    def omschrijving(self) -> str:
        return kort(self.afspraak.omschrijving)

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """What can be done and where, in words."""
        return tuple((_DOE[doel], adres) for doel, adres in self.adressen.items())

    def wanneer(self, dag: dt.date) -> str:
        """By when, and how far off that is: uiterlijk 1 oktober 2026 (over 13 dagen); a guest is not told to be late."""
        datum = self.afspraak.uiterlijk
        if datum is None:
            return "nog zonder datum"
        geleden = (dag - datum).days
        if geleden > 0:
            dagen = nederlands.meervoud(geleden, "dag", "dagen")
            return f"afgesproken voor {nederlands.datum(datum)} ({geleden} {dagen} geleden)"
        return f"uiterlijk {nederlands.datum(datum)} ({afstand(datum, dag)})"


def afmeldadres(
    papier: Briefpapier, kenmerk: uuid_.UUID, regels: Sequence[Overzichtsregel] = ()
) -> str | None:
    """Where the receiver of the message with this uuid unsubscribes; None when all of it is mandatory."""
    if regels and all(regel.is_verplicht for regel in regels):
        return None
    return papier.adres("uitschrijven", papier.tekenaar.teken(AFMELDEN, kenmerk))


def overzicht(
    papier: Briefpapier,
    aan: Gebruiker,
    regels: Sequence[Overzichtsregel],
    *,
    dag: dt.date,
    afmelden: str | None,
) -> Brief:
    """The digest of one day for one colleague."""
    getoond = regels[:MEESTE_REGELS]
    groepen = [(naam, [regel for regel in getoond if regel.groep == naam]) for naam in GROEPEN]
    return papier.brief(
        "overzicht",
        aan=aan,
        dag=dag,
        aantal=len(regels),
        te_laat=sum(regel.groep == TE_LAAT for regel in regels),
        groepen=[(naam, rijen) for naam, rijen in groepen if rijen],
        anderen=len(regels) - len(getoond),
        afmelden=afmelden,
    )


def dringend(
    papier: Briefpapier, aan: Gebruiker, regel: Overzichtsregel, *, afmelden: str | None
) -> Brief:
    """One thing that cannot wait for the digest."""
    return papier.brief("dringend", aan=aan, regel=regel, afmelden=afmelden)


def partner(
    papier: Briefpapier, aan: Persoon, beloften: Sequence[Belofte], *, dag: dt.date, afmelden: str | None
) -> Brief:
    """To a contact person: what was promised, what can be done about it with one click, and who asks."""
    return papier.brief("partner", aan=aan, beloften=beloften, dag=dag, afmelden=afmelden)


def melding(
    papier: Briefpapier, aan: Gebruiker, melding: Partnermelding, afspraak: Partnerafspraak, organisatie: str
) -> Brief:
    """To who follows the promise: what the partner reported, and where that is handled."""
    geleverd = None if melding.hoeveelheid is None else hoeveelheid(melding.hoeveelheid, afspraak.eenheid)
    return papier.brief(
        "melding",
        aan=aan,
        merk=papier.merk(afspraak.uuid),
        organisatie=organisatie,
        wat=hoeveelheid(afspraak.hoeveelheid, afspraak.eenheid),
        deed=_GEMELD[melding.doel],
        is_bevestiging=melding.doel is LinkDoel.BEVESTIGEN,
        geleverd=geleverd,
        geleverd_op=melding.geleverd_op,
        uiterlijk=afspraak.uiterlijk,
        nieuwe_datum=melding.nieuwe_datum,
        tekst=melding.tekst,
        met_bijlage=melding.bijlage_id is not None,
        adres=papier.adres("partnermeldingen", melding.uuid),
        # Where nobody follows it the programme managers get it.
        waarom=VOLGT if aan.id == afspraak.eigenaar_id else NIEMAND,
    )


def afgemeld(
    papier: Briefpapier, aan: Gebruiker, partner: Persoon, afspraken: Sequence[tuple[Partnerafspraak, str]]
) -> Brief:
    """To who follows the promises of a contact person that wants no more mail about them; each with its organisation."""
    return papier.brief(
        "afgemeld",
        aan=aan,
        partner=partner,
        regels=[
            (f"{wat_open_staat(afspraak)} van {naam}", papier.adres("afspraken", afspraak.uuid))
            for afspraak, naam in afspraken
        ],
    )
