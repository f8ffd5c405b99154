"""What can go wrong on the way out, by what it says about the message: nothing, try again later, or never."""


class PostDicht(Exception):
    """The mail server cannot be used now: not there, not trusted, or it does not let us in. The message is not to blame.

    With `is_misschien_aangekomen` the whole mail had been given, and the line broke before the server answered.
    """

    is_misschien_aangekomen = False


class Geweigerd(Exception):
    """The mail server did not take this message. `code` is its number, without anybody's address.

    With `is_adres` the address itself does not exist, and no other mail will arrive there either. With
    `is_misschien_adres` the server refused the address and did not say why: that means the same from a server that takes
    other mail, and nothing from one that refuses whatever comes.
    """

    def __init__(self, zin: str, code: str, *, is_adres: bool = False, is_misschien_adres: bool = False):
        super().__init__(zin)
        self.code, self.is_adres, self.is_misschien_adres = code, is_adres, is_misschien_adres

    @property
    def is_van_server(self) -> bool:
        """The server said so; otherwise no mail could be made of the message."""
        return self.code[:1].isdigit()


class TijdelijkGeweigerd(Geweigerd):
    """Not now (4xx): the same message may go later."""


class VoorgoedGeweigerd(Geweigerd):
    """Never (5xx)."""
