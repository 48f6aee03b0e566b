"""Makes a random tree: random_tree.py DIRECTORY SEED bytes|utf8 ENTRIES [large]

The same seed makes the same tree. Run as root: it makes files and directories of mode 0.
"""

import os
import random
import sys

root = os.fsencode(sys.argv[1])
rng = random.Random(int(sys.argv[2]))
utf8 = sys.argv[3] == "utf8"
entries = int(sys.argv[4])
large = "large" in sys.argv[5:]

KIB = 1 << 10
MIB = 1 << 20
DEEP = 300

ODD = [b" ", b"-rf", b"*", b"a\\b", b"nul.txt", b"\n", b"a\tb", b"'", b'"', b"~", b"a" * 255]
ODD += ["\u00e9".encode(), "e\u0301".encode(), "\U0001f332".encode(), b"A", b"a"]
ODD_BYTES = [b"\xff", b"\xfe\xff", b"\xc3", b"\xed\xa0\x80", bytes(range(128, 256)), b"\x01"]
RANGES = [(0x21, 0x7E), (0xA1, 0x24F), (0x391, 0x3C9), (0x4E00, 0x9FFF), (0x1F300, 0x1F5FF)]

directories = [root]
times = {}
modes = {}
contents = []


def random_name():
    longest = 255 if rng.random() < 0.03 else 24
    if utf8:
        name = "".join(chr(rng.randint(*rng.choice(RANGES))) for _ in range(rng.randint(1, longest)))
        name = name.replace("/", "_").encode()
        while len(name) > 255:
            name = name.decode()[:-1].encode()
    else:
        name = bytes(rng.choice(range(1, 256)) for _ in range(rng.randint(1, longest)))
        name = name.replace(b"/", b"_")
    return name + b"_" if name in (b".", b"..") else name


def free_path(parent=None, name=None):
    while True:
        path = os.path.join(parent or rng.choice(directories), name or random_name())
        if not os.path.lexists(path):
            return path
        name = None


def finish(path, mode):
    # ext4 keeps times from 1901 to 2446; Java sets none before 1970 but to whole seconds.
    earliest = 0 if utf8 else -2_000_000_000
    times[path] = rng.randint(earliest, 4_000_000_000) * 10**9 + rng.randint(0, 10**9 - 1)
    if mode is not None:
        modes[path] = mode


def directory(path):
    os.mkdir(path)
    directories.append(path)
    finish(path, rng.choice([0o755, 0o700, 0o555, 0o500, 0o777, 0, 0o750, 0o311]))


def some_bytes(size):
    kind = rng.randint(0, 3)
    if kind == 0:
        return bytes(size)
    if kind == 1:
        line = b"line %d of some text\n" % rng.randint(0, 10**6)
        return (line * (size // len(line) + 1))[:size]
    return rng.randbytes(size)


def file(path, content=None, size=None):
    if content is None:
        if contents and size is None and rng.random() < 0.3:
            content = rng.choice(contents)
        else:
            content = some_bytes(rng.choice([0, 1, 100, 4 * KIB, 70 * KIB]) if size is None else size)
    if len(content) < MIB:
        contents.append(content)
    with open(path, "wb") as out:
        out.write(content)
    finish(path, rng.choice([0o644, 0o755, 0o400, 0o444, 0o600, 0o777, 0, 0o666, 0o111]))


def symlink(path):
    targets = [b"nowhere", b"/nowhere/at/all", b".", b"..", rng.choice(directories)]
    targets += [os.path.relpath(rng.choice(directories), os.path.dirname(path)), b"t" * 4000]
    targets += ["\u00e9".encode()] if utf8 else [b"\xff\xfe\x01", b"a\nb"]
    # No path of its own: the tree is recorded from several places.
    target = rng.choice(targets).replace(root, b"/somewhere")
    os.symlink(target, path)
    finish(path, None)


os.mkdir(root)
finish(root, rng.choice([0o755, 0o700, 0o555]))
deep = root
for _ in range(DEEP):
    deep = os.path.join(deep, b"d")
    directory(deep)
file(os.path.join(deep, b"at the bottom"), size=1000)
directories[:] = directories[:3]
for name in ODD + ([] if utf8 else ODD_BYTES):
    file(free_path(root, name))
for _ in range(entries):
    kind = rng.random()
    if kind < 0.2:
        directory(free_path())
    elif kind < 0.35:
        symlink(free_path())
    else:
        file(free_path())
if large:
    for size in [MIB - 1, MIB, MIB + 1, 4 * MIB - 1, 4 * MIB, 4 * MIB + 1, 20 * MIB]:
        file(free_path(), size=size)
    file(free_path(), content=rng.randbytes(20 * MIB + 7))
    directory(os.path.join(root, b"an empty directory"))

for path in sorted(modes, reverse=True):
    os.chmod(path, modes[path])
for path in sorted(times, reverse=True):
    os.utime(path, ns=(times[path], times[path]), follow_symlinks=False)
