"""What stands in an address and opens something by itself, stays out of the log: of this process and of gunicorn's."""

import logging
import re

# Feeds, links for partners, and the address with which somebody unsubscribes: the part behind these words is the key.
_SLEUTELDELEN = re.compile(r"(/(?:agenda|p|uitschrijven)/)[^/\s\"'?&\]]{8,}")
LOGBOEKEN = ("", "crm", "gunicorn.access", "gunicorn.error", "werkzeug")


def verberg(tekst: str) -> str:
    """The text, with dots in place of every key in an address."""
    return _SLEUTELDELEN.sub(r"\1…", tekst)


class ZonderTekens(logging.Filter):
    """Changes nothing but the keys; a line without one goes by untouched."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always lets the line through."""
        tekst = record.getMessage()
        if _SLEUTELDELEN.search(tekst):
            record.msg, record.args = verberg(tekst), ()
        return True


_FILTER = ZonderTekens()


def waak() -> None:
    """Every log that writes addresses leaves out what opens something; may be called for many applications."""
    for logboek in map(logging.getLogger, LOGBOEKEN):
        # On the channels too: what a logger below it writes, passes only there.
        for waar in (logboek, *logboek.handlers):
            waar.addFilter(_FILTER)
    if logging.lastResort is not None:
        logging.lastResort.addFilter(_FILTER)
