"""What stands in an address and opens something by itself, stays out of every log, and out of what a browser passes on.

A line is cleaned where it is made, before any logger or channel sees it: whoever adds a channel later, also in a
library, writes no keys. That includes gunicorn's log of requests, its Referer, and the trace of a mistake of ours.
"""

import logging
import re
from collections.abc import MutableMapping

# Feeds, links for partners, and the address with which somebody unsubscribes: the part behind these words is the key.
# %2F is the slash of an address inside another one, as in the page to go on to after signing in; %252F is that once more.
_SCHUIN = r"(?:/|%(?:25)*2[Ff])"
_SLEUTELDELEN = re.compile(rf"({_SCHUIN}(?:agenda|p|uitschrijven){_SCHUIN})((?!{_SCHUIN})[^/\s\"'?&\])<>]){{8,}}")
_SLEUTELPAD = re.compile(r"/(?:agenda|p|uitschrijven)/.")
KOPPEN = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}


def verberg(tekst: str) -> str:
    """The text, with dots in place of every key in an address."""
    return _SLEUTELDELEN.sub(r"\1…", tekst)


def is_sleutel(pad: str) -> bool:
    """Whether who knows this path can do something with it without signing in."""
    return _SLEUTELPAD.match(pad) is not None


def zet_koppen(pad: str, koppen: MutableMapping[str, str]) -> None:
    """An answer behind a key is not kept, not found, and its address is passed on to nobody; whatever went wrong.

    A route that says itself how it may be kept, keeps that: a calendar program asks whether a feed has changed.
    """
    if is_sleutel(pad):
        for naam, waarde in KOPPEN.items():
            koppen.setdefault(naam, waarde)


def waak() -> None:
    """From now on no line of this process has a key in it; may be called for many applications."""
    maker = logging.getLogRecordFactory()
    if not isinstance(maker, _ZonderTekens):
        logging.setLogRecordFactory(_ZonderTekens(maker))


class _ZonderTekens:
    """Makes lines as they were made before, without the keys."""

    _trace = logging.Formatter()

    def __init__(self, maker):
        self._maker = maker

    def __call__(self, *args, **kwargs) -> logging.LogRecord:
        regel = self._maker(*args, **kwargs)
        try:
            tekst = regel.getMessage()
        except (KeyError, TypeError, ValueError):
            return regel  # a mistake in a line is for the logging module to report, as always
        if _SLEUTELDELEN.search(tekst):
            regel.msg, regel.args = verberg(tekst), ()
        if regel.exc_info and regel.exc_info[0]:
            trace = self._trace.formatException(regel.exc_info)
            if _SLEUTELDELEN.search(trace):
                # Formatters write what stands here, and do not make the trace again.
                regel.exc_text = verberg(trace)
        return regel
