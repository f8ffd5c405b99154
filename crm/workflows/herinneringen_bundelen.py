"""From waiting reminders to messages in the outbox: one digest a day, what is urgent alone, one mail to a partner."""

import datetime as dt

from crm.adapters.brieven import Briefpapier
from crm.adapters.werkdagen import Werkkalender
from crm.queries.herinneringen.ronde import InTransactie, Uitkomst


def bundelen(
    in_transactie: InTransactie, *, nu: dt.datetime, kalender: Werkkalender, papier: Briefpapier, overzicht_uur: int
) -> Uitkomst:
    """What waits for somebody is in a message in the outbox, one transaction for each recipient.

    Nothing on a day that is not worked on, and nothing for who is absent or cannot be reached: that waits. From
    `overzicht_uur` everything that waits for a colleague goes into one digest, and for a contact person into one mail;
    what is urgent goes alone and at once.
    """
    raise NotImplementedError
