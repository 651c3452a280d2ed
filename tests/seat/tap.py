"""TAP lines: ok and not ok, counted."""

count = failed = 0


def tell(name, is_good, *why):
    global count, failed
    count += 1
    failed += not is_good
    print("%s %d - %s" % ("ok" if is_good else "not ok", count, name), flush=True)
    if not is_good:
        for text in why:
            print("\n".join("# " + line for line in str(text).splitlines()), flush=True)


def finish():
    print("1..%d" % count)
    return 1 if failed else 0
