"""FORMATS.md, "Draw": which questions stand on a paper, in which order."""
from primitives import Stream, Wrong, kdf, u32

AS_WRITTEN = 0xE4


def pool_of(pools, draw, field, grade):
    for pattern in draw[:2]:
        name = pattern.replace("{field}", field).replace("{grade}", grade)
        if name and name in pools:
            return pools[name]
    raise Wrong(f"no pool {draw[0]}")


def take(dice, pool, count, paper):
    left = [e for e in pool if e not in paper]
    if len(left) < count:
        raise Wrong("a pool holds too little")
    for i in range(count):
        k = i + dice.below(len(left) - i)
        left[i], left[k] = left[k], left[i]
    return left[:count]


def shuffle(dice, items):
    for i in range(len(items), 1, -1):
        k = dice.below(i)
        items[i - 1], items[k] = items[k], items[i - 1]


def option_order(dice):
    o = [0, 1, 2, 3]
    shuffle(dice, o)
    return o[0] | o[1] << 2 | o[2] << 4 | o[3] << 6


def draw(dice, parts, shuffles, pools, field, grade, options_refer):
    """parts: of a variant; options_refer(entry). [[entries] of each part], [orders]"""
    paper, by_part = [], []
    for part in parts:
        questions = []
        for one in part.draws:
            questions += take(dice, pool_of(pools, one, field, grade), one[2], paper + questions)
        shuffle(dice, questions)
        by_part.append(questions)
        paper += questions
    return by_part, [
        option_order(dice) if shuffles and not options_refer(e) else AS_WRITTEN for e in paper
    ]


def draw_paper(s, bank, paper):
    p = s.papers[paper]
    dice = Stream(kdf(s.D, "sathach1 draw", s.uid + u32(paper) + s.lot))
    return draw(
        dice,
        s.variant(paper).parts,
        s.profile.shuffles,
        bank.pools,
        p.field,
        p.grade,
        lambda e: bank.entries[e].options_refer,
    )
