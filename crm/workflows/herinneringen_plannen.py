"""The sweep: which steps of which rules are due at this moment, each written down once, and which no longer hold."""

import datetime as dt

from crm.adapters.werkdagen import Werkkalender
from crm.queries.herinneringen.ronde import InTransactie, Uitkomst


def plannen(in_transactie: InTransactie, *, nu: dt.datetime, kalender: Werkkalender) -> Uitkomst:
    """Every step that is due and was not taken care of waits to be sent; what no longer holds is withdrawn.

    `in_transactie` is `database.transaction`: each rule is cleaned up in a transaction of its own, and each page of at
    most 500 reminders is written in one, so that memory stays flat and a rule or dossier that fails stops no other.
    Doing it twice, or at the same time on two machines, changes nothing.
    """
    raise NotImplementedError
