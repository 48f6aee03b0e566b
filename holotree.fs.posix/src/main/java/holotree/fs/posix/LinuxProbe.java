package holotree.fs.posix;

import holotree.api.fs.Capabilities;
import holotree.api.fs.Probe;
import holotree.api.fs.Sharing;
import holotree.api.fs.WorkerLimits;
import java.nio.file.Path;

/// Tries what a file system can do, in a directory that it makes and removes. Thread-safe.
final class LinuxProbe implements Probe {

  private static final int PRIVATE = 0700;
  private static final byte[] LOWER = EntryName.bytes("a");
  private static final byte[] UPPER = EntryName.bytes("A");
  private static final byte[] COMPOSED = EntryName.bytes("\u00e9");
  private static final byte[] DECOMPOSED = EntryName.bytes("e\u0301");
  private static final byte[] NOT_UTF8 = {'b', (byte) 0xff};

  // A device, a stream and a trailing dot in one: where one of the rules holds, so may the others.
  private static final byte[] NOT_WINDOWS = EntryName.bytes("nul:c.");

  private static final byte[] LINK = EntryName.bytes("l");

  @Override
  public Capabilities measure(Path directory) {
    try (ProbedDirectory probed = new ProbedDirectory(directory)) {
      return measureIn(probed.number(), directory.toString());
    }
  }

  @Override
  public Sharing measureSharing(Path source, Path target) {
    try (ProbedDirectory from = new ProbedDirectory(source);
        ProbedDirectory to = new ProbedDirectory(target)) {
      return SharingTrial.between(from, to);
    }
  }

  private static Capabilities measureIn(int parent, String path) {
    int result = Libc.fstatfs(parent);
    if (result < 0) {
      throw Errno.failure("ask the file system of", path, result);
    }
    int maxNameBytes = FileSystemStat.answer().maxNameBytes();
    byte[] name = ProbedDirectory.newName();
    result = Libc.mkdirat(parent, name, PRIVATE);
    if (result < 0) {
      throw Errno.failure("make a directory in", path, result);
    }
    Capabilities measured;
    try {
      int ground = Libc.openat(parent, name, OpenFlag.DIRECTORY, 0);
      if (ground < 0) {
        throw Errno.failure("open a directory in", path, ground);
      }
      try {
        measured = measureOn(ground, path, maxNameBytes);
      } finally {
        Libc.close(ground);
      }
    } finally {
      result = Libc.unlinkat(parent, name, Libc.AT_REMOVEDIR);
    }
    ProbedDirectory.checkRemoved(result, path);
    return measured;
  }

  private static Capabilities measureOn(int ground, String path, int maxNameBytes) {
    boolean symlinks = Libc.symlinkat(LOWER, ground, LINK) == 0;
    if (symlinks) {
      ProbedDirectory.remove(ground, LINK, path);
    }
    return new Capabilities(
        !isSame(ground, path, LOWER, UPPER),
        !isSame(ground, path, COMPOSED, DECOMPOSED),
        isPossible(ground, path, NOT_UTF8),
        !isPossible(ground, path, NOT_WINDOWS),
        symlinks,
        maxNameBytes,
        WorkerLimits.ofProcessors(Runtime.getRuntime().availableProcessors()));
  }

  private static boolean isSame(int ground, String path, byte[] made, byte[] asked) {
    if (!isMade(ground, path, made)) {
      return false;
    }
    boolean same = Statx.ask(ground, asked) == 0;
    ProbedDirectory.remove(ground, made, path);
    return same;
  }

  private static boolean isPossible(int ground, String path, byte[] name) {
    boolean made = isMade(ground, path, name);
    if (made) {
      ProbedDirectory.remove(ground, name, path);
    }
    return made;
  }

  private static boolean isMade(int ground, String path, byte[] name) {
    int file = Libc.openat(ground, name, OpenFlag.CREATE, PRIVATE);
    if (Errno.isAny(file, Errno.EILSEQ, Errno.EINVAL)) {
      return false;
    }
    if (file < 0) {
      throw Errno.failure("create a file in", path, file);
    }
    Libc.close(file);
    return true;
  }
}
