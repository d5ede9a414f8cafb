"""Largest remainder in fractions, written from the definition: writes hamilton-cases.csv, which LargestRemainderTests holds the program against.

Run: python3 hamilton.py > hamilton-cases.csv
"""
import random
from decimal import Decimal
from fractions import Fraction


def hamilton(steps, weights):
    if sum(weights) == 0:
        return [0] * len(weights)
    quotas = [Fraction(steps) * w / sum(weights) for w in weights]
    seats = [q.numerator // q.denominator for q in quotas]
    order = sorted(range(len(weights)), key=lambda i: (-(quotas[i] - seats[i]), -weights[i], i))
    for i in order[: steps - sum(seats)]:
        seats[i] += 1
    return seats


random.seed(20261121)
print("total,step,weights,shares")
for case in range(1500):
    members = random.randint(1, 16)
    step = random.choice(["1", "0.1", "0.01", "0.0001", "0.25", "100"])
    steps = random.choice([random.randint(0, 40), random.randint(0, 10**6)])
    digits = random.choice([0, 0, 2, 5])
    weights = [Decimal(random.choice([0, 1, 1, random.randint(0, 30), random.randint(0, 10**7)])).scaleb(-digits) for _ in range(members)]
    if sum(weights) == 0:
        continue
    seats = hamilton(steps, [Fraction(w) for w in weights])
    sign = random.choice([1, 1, -1])
    cells = lambda numbers: " ".join(format(n, "f") for n in numbers)
    print(f"{format(sign * steps * Decimal(step), 'f')},{step},{cells(weights)},{cells([sign * s * Decimal(step) for s in seats])}")
