"""All that is wrong with one file, collected, so that somebody can mend everything in one go."""

from crm.errors import OngeldigeInvoer


class Bestandsfouten:
    """Errors by line. Nothing may be written while there is one."""

    def __init__(self, naam: str):
        self.naam = naam
        self._gevonden: dict[int, list[str]] = {}

    def meld(self, regel: int, reden: str) -> None:
        """There is this error on this line; the same one twice is once."""
        redenen = self._gevonden.setdefault(regel, [])
        if reden not in redenen:
            redenen.append(reden)

    def __bool__(self) -> bool:
        return bool(self._gevonden)

    @property
    def zinnen(self) -> list[str]:
        """`agenda.yaml:12: Vul dit in.`, in the order of the file."""
        return [
            f"{self.naam}:{regel}: {reden}"
            for regel, redenen in sorted(self._gevonden.items())
            for reden in redenen
        ]

    def weiger(self) -> None:
        """Nothing, or OngeldigeInvoer with every error."""
        if not self:
            return
        zinnen = self.zinnen
        aantal = "Er staat één fout" if len(zinnen) == 1 else f"Er staan {len(zinnen)} fouten"
        raise OngeldigeInvoer(
            "\n".join([f"{aantal} in {self.naam}; er is niets ingelezen.", *zinnen]),
            {f"regel {regel}": redenen for regel, redenen in sorted(self._gevonden.items())},
        )
