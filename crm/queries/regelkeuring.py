"""What is wrong with a rule for reminders before it is kept: a sentence per field, and who can be reminded of what."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from crm.models import Dagtelling, Ontvangerrol, RegelOnderwerp, Regelstap
from crm.models.herinneringsregel import rang

_R, _O = Ontvangerrol, RegelOnderwerp

MEESTE_STAPPEN = 12
VERSTE_DAGEN = 400
# A mail of its own, on the spot, is for what is near: two weeks before the date, or ten working days.
DRINGEND_VANAF = rang(-10, Dagtelling.WERKDAGEN)

# Everybody with the role, for every subject; the others depend on what the subject has.
_ROLLEN = (_R.PROGRAMMAMANAGER, _R.AMBASSADEUR, _R.BESTUURSADVISEUR, _R.CONTROLLER, _R.BEHEERDER)
MET_PARTNER = frozenset({_O.AFSPRAAK, _O.AFSPRAAK_HERIJKEN})
MET_AANJAGER = MET_PARTNER | {_O.ACTIEPUNT, _O.OVERLEG_VASTLEGGEN, _O.CONTACT, _O.PARTNERMELDING}
# People outside the province: the contact at the partner, and who drives the coalitie.
_BUITEN = frozenset({_R.PARTNER, _R.AANJAGER})
# Of these the date is the day since when something waits: before it there is nothing to be reminded of.
ALLEEN_NA = frozenset(
    {_O.OVERLEG_VASTLEGGEN, _O.INDICATOR, _O.VOORTGANG, _O.RAPPORTAGE, _O.CONTACT, _O.PARTNERMELDING}
)

GEEN_STAP = "Voeg ten minste één stap toe: wanneer gaat de herinnering uit, en naar wie?"


def ontvangers(onderwerp: RegelOnderwerp) -> tuple[Ontvangerrol, ...]:
    """Who can be reminded of this subject."""
    over = [_R.EIGENAAR]
    if onderwerp in MET_AANJAGER:
        over.append(_R.AANJAGER)
    if onderwerp in MET_PARTNER:
        over.append(_R.PARTNER)
    return (*over, *_ROLLEN)


def stappen_van(rijen: Iterable[Mapping[str, Any]]) -> list[Regelstap]:
    """The steps as they would be kept, in the order of time, and not kept: with their rank and place."""
    stappen = [
        Regelstap(**{"telling": Dagtelling.KALENDERDAGEN, "is_escalatie": False, "is_dringend": False, **rij})
        for rij in rijen
    ]
    for stap in stappen:
        stap.rang = rang(stap.dagen, stap.telling)
    stappen.sort(key=lambda stap: (stap.rang, stap.ontvanger))
    for plaats, stap in enumerate(stappen, 1):
        stap.volgnummer = plaats
    return stappen


def keur(onderwerp: RegelOnderwerp, gegevens: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong, as a sentence per field; a step is named by its place, `stappen.0.dagen`. Nothing when all is well."""
    rijen: Sequence[Mapping[str, Any]] = gegevens.get("stappen") or []
    fouten: dict[str, str] = {}
    if not (gegevens.get("naam") or "").strip():
        fouten["naam"] = "Hoe heet de regel?"
    fouten.update(keur_stappen(onderwerp, rijen))
    if gegevens.get("is_verplicht") and any(rij["ontvanger"] in _BUITEN for rij in rijen):
        fouten["is_verplicht"] = (
            "Wie buiten de provincie werkt, kan zich altijd afmelden. Haal ‘verplicht’ weg, of de stap aan de partner of aanjager."
        )
    return fouten


def keur_stappen(onderwerp: RegelOnderwerp, rijen: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """What is wrong with these steps, as a sentence per field."""
    fouten: dict[str, str] = {}
    if not rijen:
        fouten["stappen"] = GEEN_STAP
    elif len(rijen) > MEESTE_STAPPEN:
        fouten["stappen"] = f"Een regel heeft ten hoogste {MEESTE_STAPPEN} stappen; meer leest niemand."
    for nummer, rij in enumerate(rijen):
        fouten.update({f"stappen.{nummer}.{veld}": zin for veld, zin in _keur_stap(onderwerp, rij).items()})
    for nummer, (veld, zin) in _keur_samen(rijen).items():
        fouten.setdefault(f"stappen.{nummer}.{veld}", zin)
    return fouten


def _keur_stap(onderwerp: RegelOnderwerp, rij: Mapping[str, Any]) -> dict[str, str]:
    return {
        veld: zin
        for veld, zin in (
            ("dagen", _keur_dagen(onderwerp, rij["dagen"])),
            ("ontvanger", _keur_ontvanger(onderwerp, rij)),
            ("is_dringend", _keur_dringend(rij)),
        )
        if zin
    }


def _keur_dagen(onderwerp: RegelOnderwerp, dagen: int) -> str | None:
    if abs(dagen) > VERSTE_DAGEN:
        return f"Kies ten hoogste {VERSTE_DAGEN} dagen voor of na de datum."
    if dagen < 0 and onderwerp in ALLEEN_NA:
        return "Deze regel telt vanaf de dag waarop iets gaat wachten. Kies dagen na die dag."
    return None


def _keur_ontvanger(onderwerp: RegelOnderwerp, rij: Mapping[str, Any]) -> str | None:
    rol = rij["ontvanger"]
    if rol is _R.PARTNER and onderwerp not in MET_PARTNER:
        return "Alleen bij een partnerafspraak kennen wij de contactpersoon van de partner. Kies een andere ontvanger."
    if rol not in ontvangers(onderwerp):
        return "Bij dit onderwerp is er geen aanjager van een coalitie. Kies een andere ontvanger."
    if rij.get("is_escalatie") and rol in (_R.EIGENAAR, *_BUITEN):
        return "Een escalatie gaat naar een collega met een rol. Kies een rol; de eigenaar krijgt haar dan ook."
    return None


def _keur_dringend(rij: Mapping[str, Any]) -> str | None:
    if not rij.get("is_dringend"):
        return None
    if rij["ontvanger"] in _BUITEN:
        return "Wie buiten de provincie werkt, krijgt hoogstens één mail per dag. Deze stap kan niet dringend zijn."
    if _rang(rij) < DRINGEND_VANAF:
        return "Wat nog meer dan twee weken duurt, kan in het overzicht. Maak een latere stap dringend."
    return None


def _keur_samen(rijen: Sequence[Mapping[str, Any]]) -> dict[int, tuple[str, str]]:
    """What is wrong between steps: two of the same moment to the same recipient, or an escalation with nothing before it."""
    fouten: dict[int, tuple[str, str]] = {}
    keren = Counter((_rang(rij), rij["ontvanger"]) for rij in rijen)
    gezien = set()
    for nummer, rij in enumerate(rijen):
        plek = (_rang(rij), rij["ontvanger"])
        if keren[plek] > 1 and plek in gezien:
            fouten[nummer] = (
                "dagen",
                "Deze ontvanger heeft op dit moment al een stap (5 werkdagen en 7 dagen zijn hetzelfde moment).",
            )
        gezien.add(plek)
    gewone = [_rang(rij) for rij in rijen if not rij.get("is_escalatie")]
    for nummer, rij in enumerate(rijen):
        if rij.get("is_escalatie") and not any(eerder < _rang(rij) for eerder in gewone):
            fouten[nummer] = (
                "is_escalatie",
                "Een escalatie kan niet de eerste stap zijn: iemand moet eerst zelf de kans krijgen.",
            )
    return fouten


def _rang(rij: Mapping[str, Any]) -> int:
    return rang(rij["dagen"], rij.get("telling") or Dagtelling.KALENDERDAGEN)
