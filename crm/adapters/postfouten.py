"""What can go wrong on the way out, by what it says about the message: nothing, try again later, or never."""


class PostDicht(Exception):
    """The mail server cannot be used now: not there, not trusted, or it does not let us in. The message is not to blame."""


class Geweigerd(Exception):
    """The mail server did not take this message. `code` is its number, without anybody's address."""

    def __init__(self, zin: str, code: str):
        super().__init__(zin)
        self.code = code


class TijdelijkGeweigerd(Geweigerd):
    """Not now (4xx): the same message may go later."""


class VoorgoedGeweigerd(Geweigerd):
    """Never (5xx). With `is_adres` the address itself does not exist, and no other mail will arrive there either."""

    def __init__(self, zin: str, code: str, *, is_adres: bool = False):
        super().__init__(zin, code)
        self.is_adres = is_adres
