"""Selection under quotas: which rule decides, what it says, and what it refuses."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from schemes import ids

import jamsostek_rentan as jr
from jamsostek_rentan import Priority, Quota, ReasonKind, Rupiah, Worker, select


if TYPE_CHECKING:
    from collections.abc import Callable


def people(village: str, *deciles: object, first: int = 1, **facts: object) -> list[Worker]:
    """Candidates of a village, one for each decile."""
    return [
        Worker(f"{village}-{n}", facts={"village": village, "decile": decile, **facts})
        for n, decile in enumerate(deciles, start=first)
    ]


def test_the_poorest_come_first_and_equals_by_id() -> None:
    """Deciles of lists are texts; ten comes after two all the same."""
    chosen = select(people("M", "10", "2", 2, "1"), heads=3, priority=[Priority("decile")])

    assert ids(chosen.taken) == ["M-4", "M-2", "M-3"]
    assert ids(chosen.waiting) == ["M-1"]
    assert repr(chosen) == "<Selection 3 taken, 1 waiting>"


@pytest.mark.parametrize(
    ("priority", "expected"),
    [
        (Priority("job", order=["Nelayan", "petani"]), ["w-2", "w-1", "w-3", "w-4"]),
        (Priority("job", order=["ojek"], descending=True), ["w-3", "w-1", "w-2", "w-4"]),
        (Priority("birth_date"), ["w-3", "w-1", "w-2", "w-4"]),
        (Priority("birth_date", descending=True), ["w-2", "w-1", "w-3", "w-4"]),
        (Priority("income"), ["w-4", "w-3", "w-1", "w-2"]),
        (Priority("since"), ["w-2", "w-3", "w-1", "w-4"]),
        (Priority("share"), ["w-4", "w-1", "w-3", "w-2"]),
    ],
)
def test_a_key_puts_candidates_in_order(priority: Priority, expected: list[str]) -> None:
    """By words in a stated order, days, rupiah, months or exact shares; whoever lacks it last."""
    month = jr.ContributionMonth(2025, 1)
    rows: list[tuple[str, date, int, int, object]] = [
        ("PETANI", date(1980, 2, 1), 300_000, 3, Fraction(1, 3)),
        ("nelayan ", date(1990, 1, 1), 900_000, 1, 1),
        ("Ojek", date(1970, 1, 1), 200_000, 2, Fraction(1, 2)),
    ]
    workers = [
        Worker(
            f"w-{n}",
            birth_date=born,
            facts={"job": job, "income": Rupiah(income), "since": month + since, "share": share},
        )
        for n, (job, born, income, since, share) in enumerate(rows, start=1)
    ]
    workers.append(Worker("w-4", facts={"income": Rupiah(1), "share": 0}))
    if priority.fact in {"job", "birth_date", "since"}:
        priority = jr.Priority(
            priority.fact,
            order=priority.order,
            descending=priority.descending,
            missing_last=True,
        )

    assert ids(select(workers, heads=4, priority=[priority]).taken) == expected


def test_a_minimum_comes_before_priority_and_the_narrowest_first() -> None:
    """A village of the better off has its minimum; what is left goes by decile."""
    workers = [
        *people("Mawar", 1, 1, 1, 1, district="Selat"),
        *people("Melati", 4, 4, district="Selat"),
        *people("Kenanga", 3, 3, district="Basarang"),
    ]
    chosen = select(
        workers,
        heads=5,
        priority=[Priority("decile")],
        quotas=[Quota("district", least=1), Quota(("district", "village"), most=3, least=1)],
    )

    assert ids(chosen.by_minimum) == ["Mawar-1", "Kenanga-1", "Melati-1"]
    assert ids(chosen.by_priority) == ["Mawar-2", "Mawar-3"]
    told = chosen.why("Melati-1")[0]
    assert (told.kind, told.text.en) == (
        ReasonKind.MINIMUM,
        "Taken as number 3, for the minimum of its place.",
    )
    assert chosen.why("Mawar-3")[0].text.id == "Terpilih sebagai nomor 5, menurut urutan prioritas."
    assert [reason.text.en for reason in chosen.why("Mawar-4")] == [
        "The quota of Selat, Mawar is filled: 3 at most.",
        "As many as were asked for are taken: 5.",
    ]
    assert chosen.next_for("Mawar-2").id == "Mawar-4"  # type: ignore[union-attr]
    assert chosen.next_for("Kenanga-1").id == "Kenanga-2"  # type: ignore[union-attr]


def test_minima_of_villages_are_filled_before_those_of_the_district() -> None:
    """Else the poorest village alone would fill the district, in whatever order quotas stand."""
    workers = [
        *people("Mawar", 1, 1, 1, district="Selat"),
        *people("Melati", 4, 4, district="Selat"),
    ]
    quotas = [
        Quota("district", most=2, least=2),
        Quota(("district", "village"), least=1),
    ]
    for given in (quotas, quotas[::-1]):
        chosen = select(workers, heads=9, priority=[Priority("decile")], quotas=given)
        assert ids(chosen.taken) == ["Mawar-1", "Melati-1"]
        assert chosen.unmet == ()


def test_a_minimum_of_one_place_alone_is_kept() -> None:
    """The other places have none."""
    chosen = select(
        [*people("Mawar", 1, 1), *people("Melati", 4)],
        heads=2,
        priority=[Priority("decile")],
        quotas=[Quota("village", least={"Melati": 1})],
    )

    assert ids(chosen.taken) == ["Melati-1", "Mawar-1"]


def test_one_of_a_family_is_a_quota_within_the_village() -> None:
    """And a quota may count families, of which everybody may then be in."""
    workers = [
        Worker(f"w-{n}", facts={"village": "Mawar", "family": family, "decile": n})
        for n, family in enumerate(["A", "A", "B", "C", "B"], start=1)
    ]
    order = [Priority("decile")]

    one_each = select(
        workers, heads=9, priority=order, quotas=[Quota(("village", "family"), most=1)]
    )
    two_families = select(
        workers, heads=9, priority=order, quotas=[Quota("village", most=2, counting="family")]
    )
    lacking = select(
        workers[:2], heads=9, priority=order, quotas=[Quota("village", least=2, counting="family")]
    )

    assert ids(one_each.taken) == ["w-1", "w-3", "w-4"]
    assert ids(two_families.taken) == ["w-1", "w-2", "w-3", "w-5"]
    assert [(one.taken, one.candidates) for one in lacking.unmet] == [(1, 1)]


def test_places_are_told_apart_as_people_write_them() -> None:
    """A village is the same with and without its kind; a place that is not named has no quota."""
    workers = [
        *people("Desa Mawar", 1),
        *people("MAWAR", 2),
        *people("Melati", 1),
    ]
    chosen = select(
        workers,
        heads=9,
        priority=[Priority("decile")],
        quotas=[Quota("village", most={"Mawar": 1})],
    )

    assert ids(chosen.taken) == ["Desa Mawar-1"]
    (reason,) = chosen.why("Melati-1")
    assert (reason.kind, reason.text.id) == (
        ReasonKind.NO_QUOTA,
        "Tidak ada kuota untuk Melati.",
    )
    assert chosen.next_for("Desa Mawar-1").id == "MAWAR-1"  # type: ignore[union-attr]


def test_heads_are_shared_equally_or_by_population() -> None:
    """What is left over goes to the largest remainders, then to the place named first."""
    equally = Quota.shared(10, by="district", among=["Selat", "Basarang", "Mantangai"])
    by_population = Quota.shared(
        10, by="district", among={"Selat": 61_000, "Basarang": 20_000, "Mantangai": 38_000}
    )
    halves = Quota.shared(
        3, by=("district", "village"), among={("Selat", "A"): Fraction(1, 2), ("Selat", "B"): 1}
    )

    assert equally.most == ((("Basarang",), 3), (("Mantangai",), 3), (("Selat",), 4))
    assert by_population.most == ((("Basarang",), 2), (("Mantangai",), 3), (("Selat",), 5))
    assert halves.most == ((("Selat", "A"), 1), (("Selat", "B"), 2))
    assert Quota.shared(0, by="village", among=["A"]).most == ((("A",), 0),)
    assert halves == Quota(("district", "village"), most=halves.most)
    assert hash(halves) == hash(Quota(("district", "village"), most=halves.most))


def test_a_minimum_that_cannot_be_met_is_named() -> None:
    """With how many there are, and a named place of which nobody is a candidate."""
    chosen = select(
        people("Mawar", 1, 2),
        heads=9,
        quotas=[Quota("village", least={"Mawar": 3, "Melati": 1})],
    )

    assert [(one.place, one.least, one.taken, one.candidates) for one in chosen.unmet] == [
        (("Mawar",), 3, 2, 2),
        (("Melati",), 1, 0, 0),
    ]


def test_every_problem_is_told_at_once_in_both_languages() -> None:
    """Nothing is selected, and no id of 16 digits is told."""
    nik = "9901015505850001"
    workers = [
        Worker(nik, facts={"village": "Mawar", "district": "A", "decile": 1}),
        Worker(nik, facts={"village": "Mawar", "district": "B", "decile": 1}),
        Worker("w-1", facts={"village": "Melati", "district": "B", "decile": "x"}),
        Worker("w-2", facts={"district": "B"}),
        *(Worker(f"x-{n}", facts={}) for n in range(4)),
    ]
    with pytest.raises(jr.InvalidSchemeError) as caught:
        select(
            workers,
            heads=1,
            priority=[Priority("decile")],
            quotas=[
                Quota("village", most=3, least=1),
                Quota("village", most=3),
                Quota("job", most=9, counting="family"),
            ],
        )
    error = caught.value

    assert isinstance(error, ValueError)
    assert "It has 9 problem(s)" in str(error)
    assert nik not in str(error)
    assert nik not in error.message("id")
    told = [line.split(". ")[0] for line in error.message("en").splitlines()]
    assert [line.split(": ")[0] for line in told] == [
        "1 candidate(s) are named more than once",
        '5 candidate(s) lack "welfare decile", by which they are put in order',
        (
            'The values of "welfare decile" cannot be put in order, for they are of different '
            "kinds, numbers and words for example"
        ),
        '5 candidate(s) lack "village", by which a quota counts',
        "1 name(s) of a village stand for more than one district",
        '8 candidate(s) lack "job", by which a quota counts',
        '8 candidate(s) lack "family", which a quota counts',
        "Two quotas by village were given",
        "The quotas by village and by job do not lie one within the other",
    ]
    assert "w-2, x-0, x-1 ..." in error.message("en")
    assert error.message("id").startswith("1 calon tercantum lebih dari satu kali")


@pytest.mark.parametrize(
    ("quotas", "heads", "problem"),
    [
        (
            [Quota("district", most=1), Quota(("district", "village"), least=1)],
            9,
            "The quota of selat is 1 at most, and the minima within it need 2.",
        ),
        (
            [Quota("district", most={"Selat": 1}), Quota(("district", "village"), least=1)],
            9,
            "The quota of selat is 1 at most, and the minima within it need 2.",
        ),
        (
            [Quota("district", most=4), Quota("district", least=5, counting="family")],
            9,
            "The quota of selat is 4 at most, and the minima within it need 5.",
        ),
        ([Quota(("district", "village"), least=2)], 3, "3 are taken at most, and the minima"),
        ([Quota("district", least={"Selat": 2, "Basarang": 2})], 3, "of the quotas need 4."),
        (
            [
                Quota("district", most=9),
                Quota(("district", "village"), most=4, least=1),
                Quota(("district", "village", "family"), least={("Selat", "Mawar", "A"): 5}),
            ],
            9,
            "The quota of selat, mawar is 4 at most, and the minima within it need 5.",
        ),
        (
            [Quota("district", most=99), Quota(("district", "village", "family"), least=5)],
            9,
            "9 are taken at most, and the minima of the quotas need 10.",
        ),
    ],
)
def test_quotas_that_contradict_one_another_are_refused(
    quotas: list[Quota], heads: int, problem: str
) -> None:
    """Minima that do not fit into what is wider, in the places that there are."""
    workers = [
        *people("Mawar", 1, district="Selat", family="A"),
        *people("Melati", 1, district="Selat", family="B"),
    ]
    with pytest.raises(jr.InvalidSchemeError, match=problem) as caught:
        select(workers, heads=heads, quotas=quotas)

    assert len(caught.value.problems) == 1


def test_problems_are_told_alike_in_whatever_order_candidates_come() -> None:
    """Three are named, and where there are more, dots say so."""
    lacking = [Worker(f"w-{n}", facts={}) for n in range(3)]
    twins = [Worker("w-9", facts={}), Worker("w-8", facts={})] * 2
    villages = [
        Worker(f"v-{n}", facts={"village": village, "district": district})
        for n, (village, district) in enumerate(
            (village, district) for village in "BA" for district in "XY"
        )
    ]
    for given, quotas in (
        (lacking, [Quota("village", most=9)]),
        (twins, []),
        (villages, [Quota("village", most=9)]),
    ):
        told = set[str]()
        for order in (given, given[::-1]):
            with pytest.raises(jr.InvalidSchemeError) as caught:
                select(order, heads=1, quotas=quotas)
            told.add(str(caught.value))
        assert len(told) == 1
        assert "..." not in told.pop()


def test_quotas_that_just_fit_are_kept() -> None:
    """One head less would be too few."""
    workers = [
        *people("Mawar", 1, 1, district="Selat"),
        *people("Melati", 1, 1, district="Selat"),
    ]
    chosen = select(
        workers,
        heads=4,
        quotas=[Quota("district", most=4), Quota(("district", "village"), least=2)],
    )

    assert len(chosen.by_minimum) == 4
    assert chosen.unmet == ()


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: Quota(""), "names the facts"),
        (lambda: Quota(["a", "a"]), "each once"),
        (lambda: Quota(["a", " "]), "names the facts"),
        (lambda: Quota(7), "names the facts"),  # type: ignore[arg-type]
        (lambda: Quota("village", most=-1), "zero or more"),
        (lambda: Quota("village", most=1.0), "whole number"),  # type: ignore[arg-type]
        (lambda: Quota("village", most=True), "whole number"),
        (lambda: Quota("village", least="1"), "whole number"),  # type: ignore[arg-type]
        (lambda: Quota("village", most={"Mawar": 1, "Desa MAWAR": 2}), "named once"),
        (lambda: Quota("village", most={("Selat", "Mawar"): 1}), "for each of those facts"),
        (lambda: Quota("village", most=(1, 2)), "a number for each place"),  # type: ignore[arg-type]
        (lambda: Quota("village", most=1, least=2), "at least 2 and at most 1"),
        (lambda: Quota("village", most=1, least={"Mawar": 2}), "at least 2 and at most 1"),
        (lambda: Quota("village", most={"Mawar": 2}, least=3), "at least 3 and at most 2"),
        (lambda: Quota("village", counting=" "), "not empty"),
        (lambda: Quota("village"), "without a number"),
        (lambda: Quota("village", most=((([],), 1),)), "a number for each place"),  # type: ignore[arg-type]
        (lambda: Quota.shared(1, by="village", among=None), "at least one place"),  # type: ignore[arg-type]
        (lambda: Quota.shared(1, by="village", among=[["A"]]), "at least one place"),  # type: ignore[list-item]
        (lambda: select([Worker("a")], heads=1).why(Worker("a")), "a worker's id"),  # type: ignore[arg-type]
        (lambda: select([Worker("a")], heads=1).next_for(5), "a worker's id"),  # type: ignore[arg-type]
        (lambda: Quota.shared(-1, by="village", among=["A"]), "zero or more"),
        (lambda: Quota.shared(2.0, by="village", among=["A"]), "whole number"),  # type: ignore[arg-type]
        (lambda: Quota.shared(1, by="village", among="A"), "at least one place"),
        (lambda: Quota.shared(1, by="village", among=["A", "A"]), "each named once"),
        (lambda: Quota.shared(1, by="village", among=[]), "at least one place"),
        (lambda: Priority(""), "not empty"),
        (lambda: Priority("decile", order="12"), "a list of values"),  # type: ignore[arg-type]
        (lambda: Priority("decile", order=["1", 1]), "each once"),
        (lambda: Priority("decile", order=[["1"]]), "each once"),  # type: ignore[list-item]
        (lambda: Priority("decile", descending=1), "True or False"),  # type: ignore[arg-type]
        (lambda: Priority("decile", missing_last="no"), "True or False"),  # type: ignore[arg-type]
        (lambda: select([], heads=0), "one or more"),
        (lambda: select([], heads=True), "one or more"),
        (lambda: select("w-1", heads=1), "each of Worker"),  # type: ignore[arg-type]
        (lambda: select([], heads=1, priority=["decile"]), "each of Priority"),  # type: ignore[list-item]
        (lambda: select([], heads=1, quotas=["village"]), "each of Quota"),  # type: ignore[list-item]
    ],
)
def test_what_is_no_quota_no_key_or_no_candidate_is_refused(
    make: Callable[[], Any], told: str
) -> None:
    """With what is asked instead."""
    with pytest.raises(jr.InvalidFactError, match=told):
        make()


def test_keys_of_kinds_that_have_no_order_are_refused() -> None:
    """A complex number has none; truth and falsehood have."""
    none = [Worker("w-1", facts={"k": 1j}), Worker("w-2", facts={"k": 2j})]
    truths = [Worker("w-1", facts={"k": True}), Worker("w-2", facts={"k": False})]

    mixed = [Worker("w-1", facts={"k": True}), Worker("w-2", facts={"k": 2})]

    for given in (none, mixed):
        with pytest.raises(jr.InvalidSchemeError, match="different kinds"):
            select(given, heads=1, priority=[Priority("k")])
    assert ids(select(truths, heads=1, priority=[Priority("k")]).taken) == ["w-2"]


def test_what_a_frame_has_for_nothing_is_nothing() -> None:
    """NaN is no rank, in whatever order the candidates come; nor is it a place."""
    workers = [
        Worker("a", facts={"income": float("nan"), "village": "Mawar"}),
        Worker("b", facts={"income": 2.0, "village": "Mawar"}),
        Worker("c", facts={"income": 1.0, "village": pd.NA}),
        Worker("d", facts={"income": Decimal("NaN"), "village": "Mawar"}),
    ]
    last = [Priority("income", missing_last=True)]

    for given in (workers, workers[::-1]):
        assert ids(select(given, heads=4, priority=last).taken) == ["c", "b", "a", "d"]
    with pytest.raises(jr.InvalidSchemeError, match=r'lack "monthly income".* a, d. Fill'):
        select(workers, heads=3, priority=[Priority("income")])
    with pytest.raises(jr.InvalidSchemeError, match=r'1 candidate.s. lack "village".* c. Fill'):
        select(workers, heads=3, quotas=[Quota("village", most=1)])


def test_endless_digits_are_words() -> None:
    """They cannot be put in order with numbers."""
    workers = [Worker("a", facts={"k": "1" * 5_000}), Worker("b", facts={"k": 2})]

    assert ids(select(workers[:1], heads=1, priority=[Priority("k")]).taken) == ["a"]
    with pytest.raises(jr.InvalidSchemeError, match="different kinds"):
        select(workers, heads=1, priority=[Priority("k")])


def test_values_that_are_equal_and_of_two_kinds_are_refused_in_any_order() -> None:
    """One and True are the same number and not the same answer."""
    for values in ([1, True, 2], [True, 1, 2], [2, True, 1]):
        workers = [Worker(f"w-{n}", facts={"k": value}) for n, value in enumerate(values)]
        with pytest.raises(jr.InvalidSchemeError, match="different kinds"):
            select(workers, heads=1, priority=[Priority("k")])
    sets = [Worker(f"w-{n}", facts={"k": frozenset({n})}) for n in range(3)]
    with pytest.raises(jr.InvalidSchemeError, match="different kinds"):
        select(sets, heads=1, priority=[Priority("k")])
    exact = [
        Worker(f"w-{n}", facts={"k": value})
        for n, value in enumerate([Fraction(1, 3), Decimal("0.3"), 0.25])
    ]
    assert ids(select(exact, heads=3, priority=[Priority("k")]).taken) == ["w-2", "w-1", "w-0"]


def test_what_people_write_for_nothing_is_missing() -> None:
    """As in an eligibility policy, and a decile is read as there."""
    workers = [
        Worker("a", facts={"decile": "", "village": "-"}),
        Worker("b", facts={"decile": "Desil 10", "village": "Mawar"}),
        Worker("c", facts={"decile": "desil 2", "village": "Mawar"}),
        Worker("d", facts={"decile": 3, "village": "n/a"}),
    ]
    last = [Priority("decile", missing_last=True)]

    assert ids(select(workers, heads=4, priority=last).taken) == ["c", "d", "b", "a"]
    with pytest.raises(jr.InvalidSchemeError, match=r'1 candidate.s. lack "welfare decile"'):
        select(workers, heads=4, priority=[Priority("decile")])
    with pytest.raises(jr.InvalidSchemeError, match=r'2 candidate.s. lack "village"'):
        select(workers, heads=4, quotas=[Quota("village", most=1)])


def test_heads_and_households_of_a_place_are_filled_in_one_order() -> None:
    """Whichever quota is named first, households before heads, for they need fewer of them."""
    workers = [
        *(
            Worker(f"w{n}", facts={"village": "v", "kk": kk, "n": rank})
            for n, (kk, rank) in enumerate([("a", 5), ("a", 6), ("b", 7)])
        ),
        *(Worker(f"z{n}", facts={"village": "z", "kk": f"z{n}", "n": n + 1}) for n in range(3)),
    ]
    quotas = [Quota("village", least=2), Quota("village", least=2, counting="kk")]
    found = {
        tuple(ids(select(workers, heads=5, quotas=given, priority=[Priority("n")]).taken))
        for given in (quotas, quotas[::-1])
    }

    assert found == {("z0", "z1", "w0", "w2", "z2")}


def test_a_fact_that_a_worker_knows_of_itself_may_be_counted() -> None:
    """The first month of membership, say; a number and its text are one place."""
    workers = [
        Worker(f"w-{n}", member_since=jr.ContributionMonth(2025, 1), facts={"rw": rw})
        for n, rw in enumerate(["1", 1, 2])
    ]
    by_month = select(workers, heads=9, quotas=[Quota("member_since", most=1)])

    assert [reason.text.en for reason in by_month.why("w-1")] == [
        "The quota of 2025-01 is filled: 1 at most."
    ]
    assert ids(select(workers, heads=9, quotas=[Quota("rw", most=1)]).taken) == ["w-0", "w-2"]


def test_nothing_shows_a_family_card() -> None:
    """Named as a place, as a value that comes first, or given where a number is asked."""
    card = "9901010101010001"
    shown = [
        repr(Quota("family", most={card: 1}, least={card: 1})),
        repr(Priority("family", order=[card])),
    ]
    for make in (lambda: Quota(by=[card, card]), lambda: select([], heads=int(card) * -1)):
        with pytest.raises(jr.InvalidFactError) as caught:
            make()
        shown += [str(caught.value), repr(caught.value.args)]

    assert not [text for text in shown if card in text]


def test_nobody_is_told_of_who_is_not_there() -> None:
    """An unknown id is an error that teaches, and shows no NIK."""
    chosen = select(people("Mawar", 1, 2), heads=1)

    with pytest.raises(jr.UnknownNameError, match=r"99\*{14} was asked for"):
        chosen.why("9901015505850001")
    with pytest.raises(jr.UnknownNameError, match="Nobody of that id is taken"):
        chosen.next_for("Mawar-2")
    assert select([], heads=1).taken == ()
    assert select(people("Mawar", 1), heads=1).next_for("Mawar-1") is None
