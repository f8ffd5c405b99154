"""Every figure of the report by a stable id: its value, and the dossiers it rests on.

The id is a path of words that a reader can type over: `geld.ruimte.prognose`, `actie.5a.tijd`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from crm.lifecycle import leesbaar
from crm.models.voortgang import LICHTEN
from crm.queries.kwartaal.cijfers import Kwartaalcijfers, Postbedrag
from crm.queries.kwartaal.geld import slak, vrije_code
from crm.queries.kwartaal.partnercijfers import Aandeel, CaseStand

KOLOMMEN = ("primitief", "na_wijziging", "realisatie", "prognose", "afwijking")
HOEVEELHEDEN = ("afgesproken", "geleverd", "afgeschreven", "openstaand")
UITKOMSTEN = {
    "go": "Purpose cases met een go",
    "go_onder_voorwaarden": "Purpose cases met een go onder voorwaarden",
    "stop": "Purpose cases met een stop",
}
VOORWAARDEN = {
    "voorwaarden": "Voorwaarden bij een go",
    "voorwaarden_voldaan": "Voorwaarden voldaan",
    "voorwaarden_open": "Voorwaarden open",
    "voorwaarden_te_laat": "Voorwaarden te laat",
}
OORDELEN = {
    "op_koers": "Acties op koers",
    "bijsturing": "Acties die bijsturing vragen",
    "besluit": "Acties die een besluit vragen",
    "geen_stand": "Acties zonder stand",
    "beeindigd": "Beëindigde acties",
}


def herkomst(cijfers: Kwartaalcijfers) -> dict[str, dict[str, Any]]:
    """Figure id to label, value, unit and records. Two figures never share an id: the later one gets a number."""
    gevonden: dict[str, dict[str, Any]] = {}
    bezet: set[str] = set()
    for sleutel, label, waarde, eenheid, records in _alles(cijfers):
        vrij = vrije_code(sleutel, bezet)
        gevonden[vrij] = {"label": label, "waarde": waarde, "eenheid": eenheid, "records": list(records)}
    return gevonden


Regel = tuple[str, str, Any, str, Iterable[Any]]


def _alles(cijfers: Kwartaalcijfers) -> Iterator[Regel]:
    yield from _totalen(cijfers)
    yield from _acties(cijfers)
    yield from _mijlpalen(cijfers)
    yield from _indicatoren(cijfers)
    yield from _afspraken(cijfers)
    yield from _samenwerking(cijfers)
    yield from _cases(cijfers)
    yield from _geld(cijfers)


def _totalen(cijfers: Kwartaalcijfers) -> Iterator[Regel]:
    yield "acties.totaal", "Acties", len(cijfers.hoofdacties), "acties", [a.uuid for a in cijfers.hoofdacties]
    for oordeel, label in OORDELEN.items():
        groep = [a.voortgang_uuid or a.uuid for a in cijfers.hoofdacties if a.oordeel == oordeel]
        yield f"acties.{oordeel}", label, len(groep), "acties", groep
    for naam in LICHTEN:
        for kleur in ("groen", "oranje", "rood", "grijs", "geen"):
            groep = [
                a.voortgang_uuid or a.uuid for a in cijfers.hoofdacties if getattr(a, naam).kleur == kleur
            ]
            yield (
                f"licht.{naam}.{kleur}",
                f"{naam.capitalize()}: {kleur if kleur != 'geen' else 'geen stand'}",
                len(groep),
                "acties",
                groep,
            )


def _acties(cijfers: Kwartaalcijfers) -> Iterator[Regel]:
    per_actie = defaultdict(list)
    for afspraak in cijfers.afspraken:
        per_actie[afspraak.actie_uuid].append(afspraak)
    for actie in cijfers.acties:
        for naam in LICHTEN:
            licht = getattr(actie, naam)
            yield (
                f"actie.{actie.code}.{naam}",
                f"Actie {actie.nummer}, {naam}",
                licht.kleur,
                "licht",
                [actie.voortgang_uuid or actie.uuid],
            )
        eigen = per_actie[actie.uuid]
        nagekomen = [afspraak.uuid for afspraak in eigen if afspraak.stand == "nagekomen"]
        yield (
            f"actie.{actie.code}.afspraken",
            f"Actie {actie.nummer}, afspraken",
            len(eigen),
            "afspraken",
            [a.uuid for a in eigen],
        )
        yield (
            f"actie.{actie.code}.nagekomen",
            f"Actie {actie.nummer}, nagekomen",
            len(nagekomen),
            "afspraken",
            nagekomen,
        )


def _mijlpalen(cijfers: Kwartaalcijfers) -> Iterator[Regel]:
    for stand in ("gehaald", "te_laat", "gepland", "doorlopend", "open"):
        groep = [mijlpaal.uuid for mijlpaal in cijfers.mijlpalen if mijlpaal.stand == stand]
        yield f"mijlpalen.{stand}", f"Mijlpalen {leesbaar(stand)}", len(groep), "mijlpalen", groep


def _indicatoren(cijfers: Kwartaalcijfers) -> Iterator[Regel]:
    for indicator in cijfers.indicatoren:
        kop, eenheid = f"indicator.{indicator.code}", indicator.eenheid
        laatste = indicator.punten[-1] if indicator.punten else None
        yield (
            f"{kop}.nulwaarde",
            f"{indicator.naam}, beginwaarde",
            indicator.nulwaarde,
            eenheid,
            [indicator.uuid],
        )
        yield (
            f"{kop}.laatste",
            f"{indicator.naam}, laatste waarde",
            laatste and laatste.waarde,
            eenheid,
            [laatste.uuid if laatste else indicator.uuid],
        )
        yield (
            f"{kop}.lijn",
            f"{indicator.naam}, lijn op de peildatum",
            indicator.lijn_nu,
            eenheid,
            [indicator.uuid, *(s.uuid for s in indicator.streef)],
        )
        for plaats, streef in enumerate(indicator.streef, start=1):
            waarde = streef.tekst or (streef.minimum if streef.minimum is not None else streef.maximum)
            yield (
                f"{kop}.streef.{plaats}",
                f"{indicator.naam}, streefwaarde {streef.jaar or ''}".strip(),
                waarde,
                eenheid,
                [streef.uuid],
            )


def _afspraken(cijfers: Kwartaalcijfers) -> Iterator[Regel]:
    alle = cijfers.afspraken
    yield "afspraken.totaal", "Afspraken met partners", len(alle), "afspraken", [a.uuid for a in alle]
    nagekomen = [a.uuid for a in alle if a.stand == "nagekomen"]
    yield "afspraken.nagekomen", "Nagekomen afspraken", len(nagekomen), "afspraken", nagekomen
    laat = [a.uuid for a in alle if a.is_te_laat]
    yield "afspraken.te_laat", "Afspraken te laat", len(laat), "afspraken", laat
    bezet: set[str] = set()
    for som in cijfers.afspraaksommen:
        code = vrije_code(f"{som.helix}.{slak(som.eenheid) or 'eenheid'}", bezet)
        for veld in HOEVEELHEDEN:
            sleutel = f"afspraken.{code}.{veld}"
            yield sleutel, f"{som.helix.capitalize()}: {veld}", getattr(som, veld), som.eenheid, som.uuids


def _samenwerking(cijfers: Kwartaalcijfers) -> Iterator[Regel]:
    actief = [coalitie.uuid for coalitie in cijfers.coalities if coalitie.is_actief]
    yield "coalities.actief", "Actieve ontwikkelcoalities", len(actief), "coalities", actief
    zonder = [opdracht.actie_uuid for opdracht in cijfers.opdrachten if opdracht.zonder_rolhouder]
    yield "opdrachten.zonder_rolhouder", "Lopende acties zonder rolhouder", len(zonder), "opdrachten", zonder
    for plaats, norm in enumerate(cijfers.normen, start=1):
        yield f"norm.{plaats}.aantal", norm.omschrijving, norm.aantal, norm.eenheid, norm.uuids
    yield (
        "overleggen.gehouden",
        "Overleggen tot en met de peildatum",
        cijfers.aantal_overleggen,
        "overleggen",
        [],
    )


def _cases(cijfers: Kwartaalcijfers) -> Iterator[Regel]:
    alle = cijfers.cases
    yield "cases.totaal", "Purpose cases", len(alle), "purpose cases", [case.uuid for case in alle]
    for uitkomst, label in UITKOMSTEN.items():
        groep = [case.besluit_uuid for case in alle if case.uitkomst == uitkomst]
        yield f"cases.{uitkomst}", label, len(groep), "besluiten", groep
    besloten = [case.besluit_uuid for case in alle if case.besluit_uuid]
    yield "cases.poortratio", "Aandeel positieve poortbesluiten, in %", cijfers.poort.ratio, "%", besloten
    boven = [uuid for case in alle if case.is_boven_de_helft for uuid in (case.uuid, *case.regel_uuids)]
    aantal = sum(case.is_boven_de_helft for case in alle)
    yield "cases.boven_de_helft", "Cases met een go waarvan de provincie meer dan de helft draagt", aantal, "purpose cases", boven
    for veld, label in VOORWAARDEN.items():
        groep = [uuid for case in alle for uuid in case.voorwaarde_uuids[veld]]
        yield f"cases.{veld}", label, sum(getattr(case, veld) for case in alle), "voorwaarden", groep
    for case in alle:
        yield from _case(case)


def _case(case: CaseStand) -> Iterator[Regel]:
    kop, naam = f"case.{case.code}", case.titel
    yield f"{kop}.stand", f"{naam}, stand", case.stand, "stand", [case.uuid]
    yield f"{kop}.uitkomst", f"{naam}, poortbesluit", case.uitkomst, "uitkomst", [case.besluit_uuid or case.uuid]
    for welk in ("aangevraagd", "toegekend", "geldend"):
        deel: Aandeel | None = getattr(case, welk)
        regels = case.regel_uuids or (case.uuid,)
        yield f"{kop}.{welk}.provincie", f"{naam}, {welk} bij de provincie", deel and deel.provincie, "eurocent", regels
        yield f"{kop}.{welk}.totaal", f"{naam}, {welk} in totaal", deel and deel.totaal, "eurocent", regels
        yield f"{kop}.{welk}.aandeel", f"{naam}, aandeel van de provincie ({welk})", deel and deel.aandeel, "%", regels
    for veld, label in VOORWAARDEN.items():
        yield f"{kop}.{veld}", f"{naam}, {label.lower()}", getattr(case, veld), "voorwaarden", case.voorwaarde_uuids[veld]


def _geld(cijfers: Kwartaalcijfers) -> Iterator[Regel]:
    posten: list[Postbedrag] = [*cijfers.geld.posten, *([cijfers.geld.totaal] if cijfers.geld.totaal else [])]
    for post in posten:
        for kolom in KOLOMMEN:
            yield (
                f"geld.{post.code}.{kolom}",
                f"{post.naam}, {leesbaar(kolom)} {cijfers.geld.jaar}",
                getattr(post, kolom),
                "eurocent",
                post.regels.get(kolom, ()),
            )
        for jaar, bedrag in post.per_jaar:
            yield (
                f"geld.{post.code}.{jaar}",
                f"{post.naam}, begroting {jaar}",
                bedrag,
                "eurocent",
                post.regels.get(str(jaar), ()),
            )
        yield (
            f"geld.{post.code}.totaal",
            f"{post.naam}, hele looptijd",
            post.totaal,
            "eurocent",
            post.regels.get("totaal", ()),
        )
