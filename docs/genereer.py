"""Writes the pages under docs/ that follow from the code: `python docs/genereer.py`. A test fails when one is stale."""

from dataclasses import fields
from pathlib import Path

from crm import models
from crm.lifecycle import Lifecycle, leesbaar
from crm.settings import Settings, variabele

DOCS = Path(__file__).resolve().parent
KOP = "<!-- Gemaakt uit de code met `make docs`; wijzig de code, niet deze pagina. -->\n\n"


def instellingen() -> str:
    """Every setting with what it is for and what it is when nobody sets it."""
    rijen = [
        f"| `{variabele(veld.name)}` | {veld.metadata['uitleg']} | {_standaard(veld.default)} |" for veld in fields(Settings)
    ]
    tekst = "Instellingen zijn omgevingsvariabelen. Zonder instellingen werkt alles op één machine, om uit te proberen.\n\n"
    return f"{KOP}# Instellingen\n\n{tekst}| variabele | waarvoor | standaard |\n|---|---|---|\n" + "\n".join(rijen) + "\n"


def begrippen() -> str:
    """The glossary, out of the docstring of crm.models."""
    regels = [regel for regel in (models.__doc__ or "").splitlines() if ": " in regel]
    lijst = "\n".join(f"- **{naam}**: {uitleg}" for naam, _, uitleg in (regel.partition(": ") for regel in regels))
    return f"{KOP}# Begrippen\n\n{lijst}\n"


def levenslopen() -> str:
    """Every life cycle as a table and a diagram."""
    delen = [_levensloop(naam, klasse.LEVENSLOOP) for naam, klasse in levenslopen_van_nouns().items()]
    return f"{KOP}# Levenslopen\n\nEen stap die hier niet staat, bestaat niet.\n\n" + "\n".join(delen)


def levenslopen_van_nouns() -> dict[str, type]:
    alle = {naam: getattr(models, naam) for naam in models.__all__}
    return {naam: klasse for naam, klasse in alle.items() if isinstance(getattr(klasse, "LEVENSLOOP", None), Lifecycle)}


def _levensloop(naam: str, loop: Lifecycle) -> str:
    pijlen = [f"    [*] --> {loop.begin}"]
    rijen = []
    for stap in loop.stappen.values():
        pijlen += [f"    {van} --> {stap.naar}: {stap.doet}" for van in stap.van]
        vanaf = ", ".join(leesbaar(van) for van in stap.van)
        rijen.append(f"| {stap.doet} | {vanaf} | {leesbaar(stap.naar)} | {stap.eist or '–'} |")
    tabel = "| stap | van | naar | eist |\n|---|---|---|---|\n" + "\n".join(rijen)
    return f"## {naam}\n\n```mermaid\nstateDiagram-v2\n" + "\n".join(pijlen) + f"\n```\n\n{tabel}\n"


def _standaard(waarde: object) -> str:
    if waarde == "":
        return "–"
    return {True: "aan", False: "uit"}.get(waarde, f"`{waarde}`") if isinstance(waarde, bool) else f"`{waarde}`"


PAGINAS = {"beheer/instellingen.md": instellingen, "begrippen.md": begrippen, "levenslopen.md": levenslopen}

if __name__ == "__main__":
    for pad, maak in PAGINAS.items():
        (DOCS / pad).parent.mkdir(parents=True, exist_ok=True)
        (DOCS / pad).write_text(maak(), encoding="utf-8")
        print(f"docs/{pad}")
