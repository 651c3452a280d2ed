"""FORMATS.md, "Rules": which of them a journal breaks; that its codes were vouchers' or
orders', made for that."""
from functools import lru_cache

from journal import (
    CHOOSE,
    CLEAR,
    CONTINUE,
    EXTEND,
    MISCONDUCT,
    OUTAGE,
    RESUME,
    uncharged,
)
from room import NO_PAPER, proof, seat_hash, voucher_secrets

VOUCHERS, ORDER_FIRST = 120, 128
ACTIONS = {RESUME: (2, 17), OUTAGE: (2, 17), EXTEND: (1,), CONTINUE: (3, 20), MISCONDUCT: (4,)}
START_WHOLE_ROOM = 20


@lru_cache(None)
def secret_of(O, uid, n, ops, kib):
    return voucher_secrets(O, uid, n, ops, kib)[1]


def proof_of(s, paper, seat, n, action, minutes=0):
    W = secret_of(s.O, s.uid, n, s.ops, s.kib)
    concerned = NO_PAPER if action == START_WHOLE_ROOM else paper
    return proof(W, s.uid, concerned, seat, n, action, minutes)


def is_proved(s, paper, ev):
    """An event whose code is a voucher's number."""
    return any(
        ev.proof == proof_of(s, paper, ev.seat, ev.code, action, ev.minutes)
        for action in ACTIONS.get(ev.type, ())
    )


def voucher_events(journal):
    return [ev for ev in journal.state.events if 0 < ev.code <= VOUCHERS]


def is_ordered(s, paper, ev):
    """A collected order of this paper, seat and action stands behind it; s.orders: by their hash."""
    order = s.orders.get(ev.proof)
    return (
        order is not None
        and (order.paper, order.seat) == (paper, ev.seat)
        and order.action == ACTIONS[ev.type][0]
        and order.minutes == (ev.minutes if ev.type == EXTEND else 0)
    )


def keeps_code(s, paper, ev):
    if ev.type not in ACTIONS:
        return True
    if ev.code == 0:
        return ev.type == RESUME
    if ev.code >= ORDER_FIRST:
        return is_ordered(s, paper, ev)
    return ev.code <= VOUCHERS and is_proved(s, paper, ev)


def is_late(s, paper, events, minutes):
    allowed = minutes
    for ev in events:
        if ev.type == EXTEND and keeps_code(s, paper, ev):
            allowed += ev.minutes
        if ev.type in (CHOOSE, CLEAR) and ev.used_ms > 60000 * allowed:
            return True
    return False


def is_elsewhere(s, paper, events):
    """The rule of seats."""
    start, after = events[0], events[1] if len(events) > 1 else None
    named = s.papers[paper].seat
    strange = (named and start.seat != seat_hash(named)) or (start.reason == 2 and s.start != 2)
    moved = after and after.type == CONTINUE and after.code
    return (strange and not moved) or any(
        ev.seat != before.seat and ev.type != CONTINUE for before, ev in zip(events, events[1:])
    )


def use_of(s, paper, ev):
    """What may carry one proof alone: the voucher; of 17 the voucher at a paper, of 20 at a seat."""
    for action in ACTIONS.get(ev.type, ()):
        if ev.proof == proof_of(s, paper, ev.seat, ev.code, action, ev.minutes):
            return ev.code, {17: paper, START_WHOLE_ROOM: ev.seat}.get(action)
    return None


def used_twice(s, journals):
    """Numbers of vouchers used twice; a record that several journals share counts once."""
    proofs, extended = {}, {}
    for j in journals:
        for ev in voucher_events(j):
            use = use_of(s, j.paper, ev)
            proofs.setdefault(use, set()).add(ev.proof)
            if ev.type == EXTEND:
                mac = j.records[160 * ev.seq + 128 : 160 * ev.seq + 160]
                extended.setdefault((use, ev.proof), set()).add(mac)
    found = {use[0] for use, of in proofs.items() if use and len(of) > 1}
    return found | {use[0] for (use, _), of in extended.items() if use and len(of) > 1}


def broken_by(s, journal, twice):
    """Words, in the page's order. Manifests and refused events do not come up here."""
    paper, events = journal.paper, journal.state.events
    minutes = s.variant(paper).minutes + s.papers[paper].extra
    words = {
        "minutes": events[0].minutes != minutes,
        "late-answer": is_late(s, paper, events, minutes),
        "outage-cap": sum(map(uncharged, events)) > 1000 * s.outage_cap + 1000,
        "extra-cap": journal.state.extended() > s.extra_cap,
        "code": not all(keeps_code(s, paper, ev) for ev in events),
        "code-twice": any(ev.code in twice for ev in voucher_events(journal)),
        "seat": is_elsewhere(s, paper, events),
    }
    return [word for word, is_broken in words.items() if is_broken]
