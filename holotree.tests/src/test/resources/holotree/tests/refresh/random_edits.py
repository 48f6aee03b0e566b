"""Edits a tree at random: argv is the tree, a seed, and how many edits.

Prints, NUL-separated, each path whose inode was touched, after "K" if the inode is to be kept by a repair (its
bytes are what they were) or "R" if it may be made anew.
"""

import os
import random
import stat
import sys

tree = os.fsencode(sys.argv[1])
choose = random.Random(int(sys.argv[2]))
count = int(sys.argv[3])
touched = {}
number = 0


def note(path, how):
    if touched.get(path) != "R":
        touched[path] = how


def below(path):
    yield path
    if os.path.isdir(path) and not os.path.islink(path):
        for directory, names, files in os.walk(path):
            for name in names + files:
                yield os.path.join(directory, name)


def entries():
    return list(below(tree))[1:]


def pick(test):
    fitting = sorted(path for path in entries() if test(os.lstat(path).st_mode))
    return choose.choice(fitting) if fitting else None


def file():
    return pick(stat.S_ISREG)


def file_with_bytes():
    fitting = sorted(
        p for p in entries() if stat.S_ISREG(os.lstat(p).st_mode) and os.lstat(p).st_size > 0
    )
    return choose.choice(fitting) if fitting else None


def directory():
    return pick(stat.S_ISDIR)


def link():
    return pick(stat.S_ISLNK)


def fresh(parent):
    global number
    number += 1
    return os.path.join(parent, b"extra-%d-\xff" % number)


def times(path):
    found = os.lstat(path)
    return (found.st_atime_ns, found.st_mtime_ns)


def write(path, data):
    with open(path, "wb") as out:
        out.write(data)


def flip(path):
    with open(path, "r+b") as out:
        at = choose.randrange(os.lstat(path).st_size)
        out.seek(at)
        byte = out.read(1)[0]
        out.seek(at)
        out.write(bytes([byte ^ (1 << choose.randrange(8))]))
    note(path, "R")


def same_size_edit():
    path = file_with_bytes()
    if path:
        flip(path)


def forged_edit():
    path = file_with_bytes()
    if path:
        old = times(path)
        flip(path)
        os.utime(path, ns=old, follow_symlinks=False)


def touch():
    path = choose.choice(entries())
    os.utime(path, ns=(0, choose.randrange(10**18)), follow_symlinks=False)
    note(path, "K")


def rewritten_equal():
    path = file()
    if path:
        with open(path, "rb") as source:
            data = source.read()
        write(path, data)
        note(path, "K")


def append():
    path = file()
    if path:
        with open(path, "ab") as out:
            out.write(b"more")
        note(path, "R")


def truncate():
    path = file_with_bytes()
    if path:
        os.truncate(path, choose.randrange(os.lstat(path).st_size))
        note(path, "R")


def chmod_file():
    path = file()
    if path:
        os.chmod(path, choose.choice([0, 0o400, 0o644, 0o755, 0o777, 0o4755]))
        note(path, "K")


def chmod_directory():
    path = directory()
    if path:
        os.chmod(path, choose.choice([0, 0o300, 0o500, 0o755, 0o1777]))
        note(path, "K")


def drop(path):
    for each in below(path):
        note(each, "R")
    if os.path.isdir(path) and not os.path.islink(path):
        for at, names, files in os.walk(path, topdown=False):
            for name in files:
                os.unlink(os.path.join(at, name))
            for name in names:
                each = os.path.join(at, name)
                os.unlink(each) if os.path.islink(each) else os.rmdir(each)
        os.rmdir(path)
    else:
        os.unlink(path)


def delete():
    drop(choose.choice(entries()))


def extra_file():
    parent = choose.choice([p for p in below(tree) if os.path.isdir(p) and not os.path.islink(p)])
    write(fresh(parent), b"extra")


def extra_directory():
    parent = choose.choice([p for p in below(tree) if os.path.isdir(p) and not os.path.islink(p)])
    made = fresh(parent)
    os.mkdir(made)
    write(os.path.join(made, b"inside"), b"x" * 100)
    os.symlink(b"/etc/passwd", os.path.join(made, b"link"))
    os.mkfifo(os.path.join(made, b"fifo"))
    os.mkdir(os.path.join(made, b"closed"))
    os.chmod(os.path.join(made, b"closed"), 0)


def extra_link_of_a_file():
    path = file()
    if path:
        os.link(path, fresh(os.path.dirname(path)), follow_symlinks=False)
        # If it is touched, too, that cannot be put right through a name that another one shares.
        note(path, "R")


def file_to_directory():
    path = file()
    if path:
        drop(path)
        os.mkdir(path)
        write(os.path.join(path, b"inside"), b"x")


def to_symlink():
    path = choose.choice(entries())
    drop(path)
    os.symlink(choose.choice([b"/etc", b"nowhere", b".", tree]), path)


def directory_to_file():
    path = directory()
    if path:
        drop(path)
        write(path, b"x")


def retarget():
    path = link()
    if path:
        drop(path)
        os.symlink(b"elsewhere", path)


def symlink_to_file():
    path = link()
    if path:
        drop(path)
        write(path, b"x")


def rename():
    path = choose.choice(entries())
    for each in below(path):
        note(each, "R")
    os.rename(path, fresh(os.path.dirname(path)))


def swap():
    one, other = file(), file()
    if one and one != other:
        for path in (one, other):
            note(path, "R")
        between = fresh(os.path.dirname(one))
        os.rename(one, between)
        os.rename(other, one)
        os.rename(between, other)


def equal_copy():
    path = file()
    if path:
        found = os.lstat(path)
        with open(path, "rb") as source:
            data = source.read()
        os.unlink(path)
        write(path, data)
        os.chmod(path, stat.S_IMODE(found.st_mode))
        os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
        note(path, "R")


EDITS = [
    same_size_edit,
    forged_edit,
    touch,
    rewritten_equal,
    append,
    truncate,
    chmod_file,
    chmod_directory,
    delete,
    extra_file,
    extra_directory,
    extra_link_of_a_file,
    file_to_directory,
    to_symlink,
    directory_to_file,
    retarget,
    symlink_to_file,
    rename,
    swap,
    equal_copy,
]

done = 0
while done < count and entries():
    choose.choice(EDITS)()
    done += 1

sys.stdout.buffer.write(
    b"\0".join(how.encode() + b"." + path[len(tree) :] for path, how in sorted(touched.items()))
)
