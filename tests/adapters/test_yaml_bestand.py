"""YAML as it comes in: values with their lines, and a plain Dutch sentence for what is no YAML."""

from decimal import Decimal

import pytest

from crm.adapters.yaml_bestand import GROOTSTE_BESTAND, lezen, plaats_van_fouten
from crm.errors import OngeldigeInvoer


def weigering(tekst):
    with pytest.raises(OngeldigeInvoer) as gevangen:
        lezen(tekst, "agenda.yaml")
    return gevangen.value


def test_a_value_is_what_was_written_and_nothing_cleverer():
    tekst = "a: 007\nb: 1_000\nc: 1.50\nd: 2027-02-30\ne: ja\nf: no\ng: .nan\nh: 0x1F\ni:\nj: '5'\nk: 12\nl: true\n"
    waarden, fouten = lezen(tekst)
    assert waarden == {
        "a": "007",
        "b": "1_000",
        "c": Decimal("1.50"),
        "d": "2027-02-30",
        "e": "ja",
        "f": "no",
        "g": ".nan",
        "h": "0x1F",
        "i": None,
        "j": "5",
        "k": 12,
        "l": True,
    }
    assert not fouten


def test_every_mapping_and_list_knows_its_lines():
    waarden, _ = lezen("a: 1\nb:\n  - x\n  - y: 2\n    z: 3\n")
    assert waarden.regels == {"a": 1, "b": 2}
    assert waarden["b"].regels == [3, 4]
    assert waarden["b"][1].regels == {"y": 4, "z": 5}


@pytest.mark.parametrize(
    ("tekst", "regel", "stuk"),
    [
        ("", 1, "leeg"),
        ("# alleen een opmerking\n", 1, "leeg"),
        ("a: 1\n b: 2\n", 2, "dubbele punt te veel"),
        ("a: [1,\n", 2, "haakje"),
        ("a:\n\t- b\n", 2, "geen tabs"),
        ("a: *x\n", 1, "verwijst naar een &"),
        ("a: 1\n---\nb: 2\n", 2, "tweede deel"),
        ("a: 'open\n", 1, "aanhalingsteken"),
        ("a: 1\nb: \x07\n", 2, "geen tekst"),
        ("- a\nb: c\n", 2, "springt anders in"),
    ],
)
def test_what_is_no_yaml_is_refused_with_the_line_and_what_to_do(tekst, regel, stuk):
    fout = weigering(tekst)
    assert list(fout.velden) == [f"regel {regel}"]
    assert stuk in fout.zin
    assert f"agenda.yaml:{regel}: " in fout.zin


@pytest.mark.parametrize("tekst", ["[" * 3000, "a: &a [*a]\n"])
def test_a_file_without_end_is_refused(tekst):
    assert "dieper genest" in weigering(tekst).zin


def test_aliases_of_aliases_do_not_fill_the_memory():
    lagen = ["a0: &a0 [x,x,x,x,x,x,x,x,x,x]"]
    lagen += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    assert "groter dan wij kunnen lezen" in weigering("\n".join(lagen)).zin


def test_a_file_beyond_the_limit_is_not_even_read():
    assert "groter dan 5 MB" in weigering("a" * (GROOTSTE_BESTAND + 1)).zin


def test_a_key_that_stands_there_twice_is_an_error_with_both_lines():
    _, fouten = lezen("a: 1\nb: 2\na: 3\n", "x.yaml")
    assert fouten.zinnen == ["x.yaml:3: ‘a’ staat hier twee keer; eerder op regel 1."]


@pytest.mark.parametrize("tekst", ["a: !!python/object:os.system x\n", "a: !eigen x\n"])
def test_a_tag_makes_nothing(tekst):
    waarden, fouten = lezen(tekst)
    assert waarden == {"a": None}
    assert fouten


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path):
    pad = tmp_path / "met-bom.yaml"
    pad.write_bytes("﻿a: é\n".encode())
    assert lezen(pad)[0] == {"a": "é"}


def test_a_file_in_another_encoding_says_where(tmp_path):
    pad = tmp_path / "latin.yaml"
    pad.write_bytes("a: 1\nb: é\n".encode("latin-1"))
    with pytest.raises(OngeldigeInvoer, match=r"latin.yaml:2: .*UTF-8"):
        lezen(pad)


def test_a_file_that_cannot_be_opened_says_so(tmp_path):
    with pytest.raises(OngeldigeInvoer, match="kan niet worden geopend"):
        lezen(tmp_path / "er-is-niets.yaml")


def test_a_message_finds_the_line_of_the_value_it_is_about():
    waarden, _ = lezen("a: 1\nb:\n  - c: 1\n  - c: x\n")
    berichten = {"b": {1: {"c": ["fout"], "d": ["ontbreekt"]}}}
    assert list(plaats_van_fouten(berichten, waarden)) == [
        (4, ("b", 1, "c"), "fout"),
        (4, ("b", 1, "d"), "ontbreekt"),
    ]
