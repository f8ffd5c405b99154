"""Rules for reminders in the words of who keeps them: a sentence per step, and what changed between two versions."""

from collections.abc import Iterable
from itertools import pairwise

from crm.adapters.nederlands import hoofdletter
from crm.models import Dagtelling, Herinneringsregel, Ontvangerrol, RegelOnderwerp, Regelstap

_O = RegelOnderwerp

# What a rule is about, and what its date is called behind "voor" or "na".
ONDERWERPEN: dict[RegelOnderwerp, tuple[str, str]] = {
    _O.AFSPRAAK: ("partnerafspraak", "de afgesproken datum"),
    _O.AFSPRAAK_HERIJKEN: ("partnerafspraak zonder datum", "de dag om opnieuw te kijken"),
    _O.ACTIEPUNT: ("actiepunt", "de datum van het actiepunt"),
    _O.OVERLEG_VASTLEGGEN: ("overleg dat niet is vastgelegd", "het overleg"),
    _O.TOEZEGGING: ("toezegging aan PS", "de toegezegde datum"),
    _O.MIJLPAAL: ("mijlpaal", "de datum van de mijlpaal"),
    _O.OPDRACHT_EINDE: ("opdracht die afloopt", "de laatste dag van de opdracht"),
    _O.OPDRACHT_EVALUATIE: ("opdracht die nog niet is geëvalueerd", "de dag van de evaluatie"),
    _O.NORM: ("norm", "de dag waarop de volgende er moet zijn"),
    _O.INDICATOR: ("indicator", "de laatste meting"),
    _O.VOORTGANG: ("stand van een actie", "de laatste stand"),
    _O.PC_AANLEVEREN: ("stuk van de begrotingscyclus", "de aanleverdatum"),
    _O.PC_WETTELIJK: ("wettelijke termijn", "de wettelijke datum"),
    _O.RAPPORTAGE: ("rapportage die wacht", "de dag waarop zij is voorgelegd"),
    _O.CONTACT: ("contact met een partner", "het laatste contact"),
    _O.PARTNERMELDING: ("melding van een partner", "de melding"),
}
AAN: dict[Ontvangerrol, str] = {
    Ontvangerrol.EIGENAAR: "de eigenaar",
    Ontvangerrol.AANJAGER: "de aanjager van de coalitie",
    Ontvangerrol.PARTNER: "de contactpersoon van de partner",
    Ontvangerrol.PROGRAMMAMANAGER: "de programmamanagers",
    Ontvangerrol.AMBASSADEUR: "de ambassadeurs",
    Ontvangerrol.BESTUURSADVISEUR: "de bestuursadviseurs",
    Ontvangerrol.CONTROLLER: "de controllers",
    Ontvangerrol.BEHEERDER: "de beheerders",
}


def stapzin(stap: Regelstap, onderwerp: RegelOnderwerp | None = None) -> str:
    """ "3 werkdagen voor de datum, aan de eigenaar"; with the subject the date has its own name."""
    datum = ONDERWERPEN[onderwerp][1] if onderwerp else "de datum"
    aan = f"aan {AAN[stap.ontvanger]}"
    if stap.is_escalatie:
        aan = f"alleen als er niets is gebeurd, {aan} en de eigenaar"
    return f"{_wanneer(stap, datum)}, {aan}{', meteen in een eigen mail' if stap.is_dringend else ''}"


def _wanneer(stap: Regelstap, datum: str) -> str:
    if stap.dagen == 0:
        return f"op {datum}" if "dag" in datum or "datum" in datum else f"op de dag van {datum}"
    aantal = abs(stap.dagen)
    woord = {Dagtelling.WERKDAGEN: ("werkdag", "werkdagen"), Dagtelling.KALENDERDAGEN: ("dag", "dagen")}[stap.telling]
    return f"{aantal} {woord[aantal > 1]} {'voor' if stap.dagen < 0 else 'na'} {datum}"


def verschillen(versies: Iterable[Herinneringsregel]) -> dict[int, list[str]]:
    """Per version (by its number), the newest first, what is different from the one before it, in sentences."""
    op_volgorde = sorted(versies, key=lambda regel: regel.versienummer)
    uit = {regel.versienummer: ["De eerste versie."] for regel in op_volgorde[:1]}
    for oud, nieuw in pairwise(op_volgorde):
        uit[nieuw.versienummer] = list(_verschil(oud, nieuw)) or ["Opnieuw opgeslagen zonder verschil."]
    return dict(sorted(uit.items(), reverse=True))


def _verschil(oud: Herinneringsregel, nieuw: Herinneringsregel) -> Iterable[str]:
    if oud.is_actief is not nieuw.is_actief:
        yield "De regel werd aangezet." if nieuw.is_actief else "De regel werd stilgezet."
    if oud.naam != nieuw.naam:
        yield f"De naam werd ‘{nieuw.naam}’; dat was ‘{oud.naam}’."
    if oud.is_verplicht is not nieuw.is_verplicht:
        yield "De herinneringen werden verplicht." if nieuw.is_verplicht else "De herinneringen zijn niet meer verplicht."
    if oud.toelichting != nieuw.toelichting:
        yield "De toelichting werd gewijzigd." if nieuw.toelichting else "De toelichting werd weggehaald."
    weg = {(stap.rang, stap.ontvanger): stap for stap in oud.stappen}
    for stap in nieuw.stappen:
        eerder = weg.pop((stap.rang, stap.ontvanger), None)
        zin = stapzin(stap, nieuw.onderwerp)
        if eerder is None:
            yield f"Stap erbij: {zin}."
        elif stapzin(eerder, nieuw.onderwerp) != zin:
            yield f"Stap gewijzigd: {zin}; dat was {stapzin(eerder, nieuw.onderwerp)}."
    for stap in weg.values():
        yield hoofdletter(f"stap weg: {stapzin(stap, nieuw.onderwerp)}.")
