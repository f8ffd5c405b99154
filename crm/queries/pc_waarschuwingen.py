"""What deserves attention about the days of a product: the law, free days, and days that passed.

Warnings and not refusals: PS may meet on the tenth of November, and then fewer days are left to send the begroting.
"""

import datetime as dt
from collections.abc import Iterator

from crm.adapters.nederlands import datum, meervoud, telwoord
from crm.models import PcProduct, PcSoort
from crm.queries.pc_dagen import Dagen, met_weekdag

# Provinciewet 195(2) and 204: within two weeks after it was adopted; 194: PS no sooner than two weeks after it was public.
TWEE_WEKEN = dt.timedelta(weeks=2)
_DAGEN = (("aanleverdatum", "De aanleverdatum"), ("gs_datum", "De dag van GS"), ("ps_datum", "De dag van PS"))


def waarschuwingen(product: PcProduct, kalender: Dagen, vandaag: dt.date) -> tuple[str, ...]:
    """Sentences, the law first; none for a product that is ready."""
    if product.gereed_op is not None:
        return ()
    return (
        *_wet(product, kalender, vandaag),
        *_termijnen(product),
        *_aanleveren(product, kalender, vandaag),
        *_vrij(product, kalender, vandaag),
    )


def uiterste_werkdag(product: PcProduct, kalender: Dagen) -> dt.date | None:
    """The last working day on which it can be sent to the Minister; None when the law names no day.

    A day before which something has to be done is not moved on when it is free (Algemene termijnenwet, article 1).
    """
    laatste = product.uiterste_dag
    return None if laatste is None else kalender.kalender.op_of_voor(laatste)


def _wet(product: PcProduct, kalender: Dagen, vandaag: dt.date) -> Iterator[str]:
    laatste, werkdag = product.uiterste_dag, uiterste_werkdag(product, kalender)
    if laatste is None or werkdag is None:
        return
    if vandaag > laatste:
        yield f"Dit stuk had uiterlijk op {met_weekdag(laatste)} bij de minister moeten zijn, {_dagen(vandaag - laatste)} geleden."
    elif werkdag != laatste:
        yield f"{met_weekdag(laatste).capitalize()} is geen werkdag ({kalender.waarom_vrij(laatste)}). Plan de verzending uiterlijk op {met_weekdag(werkdag)}."
    if product.ps_datum is None:
        yield "Er is nog geen dag van PS. Zonder vaststelling kan het stuk niet naar de minister."
    elif product.ps_datum > werkdag:
        yield f"PS stellen het stuk vast op {met_weekdag(product.ps_datum)}. Dat is te laat om het nog op tijd te verzenden."
    elif product.ps_datum + TWEE_WEKEN > laatste:
        over = kalender.werkdagen(product.ps_datum, laatste)
        rest = f"{meervoud(over, 'is', 'zijn')} er daarna nog {telwoord(over)} {meervoud(over, 'werkdag', 'werkdagen')}"
        yield f"PS stellen het stuk vast op {met_weekdag(product.ps_datum)}. Om het te verzenden {rest}, geen twee weken."


def _termijnen(product: PcProduct) -> Iterator[str]:
    gs, ps = product.gs_datum, product.ps_datum
    if product.soort == PcSoort.BEGROTING and gs and ps and ps < gs + TWEE_WEKEN:
        yield (
            "PS behandelen de begroting niet eerder dan twee weken nadat zij ter inzage ligt (Provinciewet, artikel"
            f" 194). Met GS op {datum(gs)} kan dat vanaf {datum(gs + TWEE_WEKEN)}."
        )
    if product.soort == PcSoort.BEGROTINGSWIJZIGING and ps and ps > dt.date(product.jaar, 12, 31):
        yield f"Na 31 december {product.jaar} kunnen PS deze begroting niet meer wijzigen (Provinciewet, artikel 196)."


def _aanleveren(product: PcProduct, kalender: Dagen, vandaag: dt.date) -> Iterator[str]:
    dag = product.aanleverdatum
    if product.is_binnen:
        return
    if dag is None and product.gs_datum is not None and product.gs_datum < vandaag:
        return
    if dag is None:
        yield "Er is nog geen aanleverdatum: vul de dag van GS en een termijn in, of kies zelf een dag."
        return
    if dag < vandaag:
        yield f"De aanleverdatum is {_dagen(vandaag - dag)} voorbij, en nog niet alles is binnen."
    geteld = kalender.aanleverdatum(product.gs_datum, product.aanlevertermijn)
    if product.is_teruggeteld and geteld != dag:
        yield f"Sinds het terugtellen zijn er vrije dagen veranderd. Opnieuw geteld komt u op {met_weekdag(geteld)}."


def _vrij(product: PcProduct, kalender: Dagen, vandaag: dt.date) -> Iterator[str]:
    for veld, naam in _DAGEN:
        dag = getattr(product, veld)
        waarom = kalender.waarom_vrij(dag) if dag and dag >= vandaag else None
        if waarom:
            voor, na = kalender.kalender.op_of_voor(dag), kalender.kalender.op_of_na(dag)
            yield f"{naam}, {datum(dag)}, is een vrije dag ({waarom}). De werkdagen eromheen zijn {met_weekdag(voor)} en {met_weekdag(na)}."


def _dagen(duur: dt.timedelta) -> str:
    return f"{telwoord(duur.days)} {meervoud(duur.days, 'dag', 'dagen')}"
