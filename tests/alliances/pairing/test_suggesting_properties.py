"""What holds of the suggestions whatever is asked of them: hypothesis looks for what breaks it."""

import random
from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from alliances.pairing.planning import misfit
from alliances.pairing.suggesting.grids import Facts, Party, Table
from alliances.pairing.suggesting.planning import places_of, suggest
from alliances.pairing.suggesting.scoring import Point, Weights

MODES = ("villages", "stationed", "voluntary")
KINDS = ("机关", "两新组织", "居民区", "村")
points = st.none() | st.builds(
    Point,
    st.integers(0, 20).map(lambda n: 30.8 + n / 100),
    st.integers(0, 20).map(lambda n: 121.1 + n / 100),
)


@st.composite
def parties(draw, ids, most, kinds):
    some = draw(st.lists(st.sampled_from(ids), max_size=most, unique=True))
    return [
        Party(
            each,
            draw(st.sampled_from(kinds)),
            draw(points),
            draw(st.booleans()),
            draw(st.sampled_from([1, 1, 2])),
            draw(st.integers(0, 3)),
            draw(st.none() | st.integers(0, 2)),
        )
        for each in some
    ]


def about_pairs(hosts, partners, numbers):
    pairs = st.dictionaries(st.sampled_from(partners), numbers, max_size=2)
    return st.dictionaries(st.sampled_from(hosts), pairs, max_size=2)


@st.composite
def tables(draw, hosts, partners):
    """About some of each, in any order."""
    ours = draw(st.lists(st.sampled_from(partners), max_size=4, unique=True))
    theirs = draw(st.lists(st.sampled_from(hosts), max_size=4, unique=True))
    row = st.lists(st.integers(0, 3), min_size=len(theirs), max_size=len(theirs))
    rows = draw(st.lists(row, min_size=len(ours), max_size=len(ours)))
    return Table(ours, theirs, np.array(rows, dtype=np.int32).reshape(len(ours), len(theirs)))


@st.composite
def rounds(draw, most=4):
    """Both sides, with some who stand on both, and what is known of them."""
    here, there = list(range(1, 8)), list(range(6, 13))
    partners = draw(parties(here, most, KINDS[:3]))
    hosts = draw(parties(there, most, KINDS[2:]))
    facts = Facts(
        asked=dict.fromkeys(there, 3),
        met=draw(tables(there, here)),
        taken=draw(about_pairs(there, here, st.just(1))),
        before=draw(about_pairs(there, here, st.integers(1, 2))),
    )
    weights = Weights(*draw(st.tuples(*[st.integers(0, 100)] * 4)))
    return partners, hosts, MODES, facts, weights


@given(rounds(most=3))
@settings(max_examples=300, deadline=None)
def test_nobody_could_place_more_or_place_them_better(asked):
    found = suggest(*asked)
    assert (len(found.pairs), sum(pair.score for pair in found.pairs)) == best_of_all(*asked)


def best_of_all(partners, hosts, modes, facts, weights):
    """How many and how well, tried out one by one, district by district."""
    count = total = 0
    for district in {each.district for each in (*partners, *hosts)}:
        ours = [each for each in partners if each.district == district and each.room != 0]
        theirs = [each for each in hosts if each.district == district]
        places = places_of(theirs, len(ours))
        best = (0, 0)
        for choice in product([None, *range(len(places))], repeat=len(ours)):
            taken = [place for place in choice if place is not None]
            if len(set(taken)) == len(taken):
                scores = [
                    worth(partner, theirs[places[place][0]], places[place][1], modes, facts, weights)
                    for partner, place in zip(ours, choice, strict=True)
                    if place is not None
                ]
                if None not in scores:
                    best = max(best, (len(scores), sum(scores)))
        count, total = count + best[0], total + best[1]
    return count, total


def worth(partner, host, ordinal, modes, facts, weights):
    """What a pair scores at that place of the host, by the planner itself asked for these two alone."""
    alone = host._replace(load=host.load + ordinal, room=1)
    found = suggest([partner], [alone], modes, facts, weights).pairs
    return found[0].score if found else None


@given(rounds())
@settings(max_examples=300, deadline=None)
def test_every_limit_is_kept(asked):
    partners, hosts, _, facts, _ = asked
    found = suggest(*asked).pairs
    by_id = {"partner": {each.id: each for each in partners}, "host": {each.id: each for each in hosts}}
    assert len({pair.partner for pair in found}) == len(found)
    for pair in found:
        partner, host = by_id["partner"][pair.partner], by_id["host"][pair.host]
        assert partner.room != 0
        assert partner.id != host.id
        assert partner.district == host.district
        assert pair.partner not in facts.taken.get(pair.host, ())
        assert misfit(pair.mode, host.kind, partner.kind) == ""
    for host in hosts:
        share = len(partners) if host.room is None else host.room
        assert sum(pair.host == host.id for pair in found) <= share


@given(rounds(), st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_the_order_in_which_they_come_changes_nothing(asked, chance: random.Random):
    partners, hosts, modes, facts, weights = asked
    again = suggest(shuffled(partners, chance), shuffled(hosts, chance), modes, turned(facts), weights)
    assert again == suggest(*asked)


def shuffled(rows, chance):
    return chance.sample(rows, len(rows))


def turned(facts):
    """The same facts, told backwards."""

    def back(numbers):
        return {host: dict(reversed(list(numbers[host].items()))) for host in reversed(list(numbers))}

    table = Table(facts.met.partners[::-1], facts.met.hosts[::-1], facts.met.numbers[::-1, ::-1])
    return Facts(dict(reversed(facts.asked.items())), table, back(facts.taken), back(facts.before))


@given(rounds())
@settings(max_examples=200, deadline=None)
def test_the_parts_add_up_to_the_score_and_none_is_more_than_its_weight(asked):
    weights = asked[-1]
    for pair in suggest(*asked).pairs:
        assert pair.score == sum(pair.points)
        assert all(0 <= part <= 100 * weight for part, weight in zip(pair.points, weights, strict=True))


@given(rounds())
@settings(max_examples=200, deadline=None)
def test_everybody_is_either_placed_or_told_why_not(asked):
    partners, hosts, *_ = asked
    found = suggest(*asked)
    assert {pair.partner for pair in found.pairs} | found.partners.keys() == {each.id for each in partners}
    assert {pair.host for pair in found.pairs} | found.hosts.keys() == {each.id for each in hosts}
    assert not {pair.partner for pair in found.pairs} & found.partners.keys()


@given(rounds())
@settings(max_examples=100, deadline=None)
def test_districts_are_problems_of_their_own(asked):
    partners, hosts, *rest = asked
    whole = suggest(*asked)
    parts = [
        suggest([each for each in partners if each.district == district], places, *rest)
        for district in (1, 2)
        for places in [[each for each in hosts if each.district == district]]
    ]
    assert sorted(whole.pairs) == sorted(pair for part in parts for pair in part.pairs)
    assert whole.partners == {unit: why for part in parts for unit, why in part.partners.items()}
