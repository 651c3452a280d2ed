"""A line a check: "ok", "not ok" or "skip" and its name; second.sh numbers them."""
import traceback

from nacl.exceptions import CryptoError
from primitives import Wrong


def check(name, function, *arguments):
    """Runs it; what it returns, None when something is wrong."""
    try:
        value = function(*arguments)
        print(f"ok {name}")
        return value
    except (Wrong, CryptoError) as wrong:
        print(f"not ok {name}: {wrong}")
    except Exception:  # a check that breaks has failed
        print(f"not ok {name}: {traceback.format_exc(limit=-3)}".replace("\n", " | "))
    return None


def same(name, got, want):
    """Two texts; the first line that differs is told."""
    if got == want:
        print(f"ok {name}")
        return
    got, want = got.splitlines(), want.splitlines()
    at = next((i for i, (a, b) in enumerate(zip(got, want)) if a != b), min(len(got), len(want)))
    print(f"not ok {name}: line {at + 1}: {got[at:at + 1]}, wanted {want[at:at + 1]}")
