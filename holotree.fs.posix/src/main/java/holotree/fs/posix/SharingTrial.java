package holotree.fs.posix;

import holotree.api.fs.Outcome;
import holotree.api.fs.ShareOutcome;
import holotree.api.fs.Sharing;

/// Links and clones an empty file from one directory into another, and removes all again. A clone of
/// no bytes waits for no disk, and is refused where one of bytes would be (tried on ext4, tmpfs,
/// xfs with and without reflinks, btrfs and overlayfs).
final class SharingTrial {

  private static final int PRIVATE = 0600;

  private SharingTrial() {}

  /// Tries it.
  static Sharing between(ProbedDirectory source, ProbedDirectory target) {
    byte[] name = ProbedDirectory.newName();
    Libc.close(create(source, name));
    try {
      int file = Libc.openat(source.number(), name, OpenFlag.READ, 0);
      if (file < 0) {
        throw Errno.failure("open a file in", source.displayPath(), file);
      }
      try {
        return new Sharing(link(file, target), cloned(file, target));
      } finally {
        Libc.close(file);
      }
    } finally {
      source.remove(name);
    }
  }

  private static Outcome link(int file, ProbedDirectory target) {
    byte[] name = ProbedDirectory.newName();
    ShareOutcome outcome =
        HardLink.make(
            file,
            target.number(),
            name,
            result -> Errno.failure("make a hard link in", target.displayPath(), result));
    return switch (outcome) {
      case ShareOutcome.Shared _ -> {
        target.remove(name);
        yield Outcome.DONE;
      }
      case ShareOutcome.NotApplicable(_, String reason) -> new Outcome.NotApplicable(reason);
    };
  }

  private static Outcome cloned(int source, ProbedDirectory target) {
    byte[] name = ProbedDirectory.newName();
    int file = create(target, name);
    try {
      ShareOutcome.NotApplicable obstacle =
          Reflink.obstacle(
              Libc.ficlone(file, source),
              result -> Errno.failure("clone a file to", target.displayPath(), result));
      return obstacle == null ? Outcome.DONE : new Outcome.NotApplicable(obstacle.reason());
    } finally {
      Libc.close(file);
      target.remove(name);
    }
  }

  private static int create(ProbedDirectory directory, byte[] name) {
    int file = Libc.openat(directory.number(), name, OpenFlag.CREATE, PRIVATE);
    if (file < 0) {
      throw Errno.failure("create a file in", directory.displayPath(), file);
    }
    return file;
  }
}
