package holotree.bench.sidebyside;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// A file system that can be made in a file.
enum FileSystemKind {
  EXT4(false),
  XFS(true),
  BTRFS(true);

  private final boolean reflinks;

  FileSystemKind(boolean reflinks) {
    this.reflinks = reflinks;
  }

  /// The kind called `name`.
  ///
  /// @throws BenchException if there is none
  static FileSystemKind named(String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.title().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new BenchException("no file system \"" + name + "\" here; there are " + titles()));
  }

  String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The program that makes it.
  String maker() {
    return "mkfs." + title();
  }

  boolean reflinks() {
    return reflinks;
  }

  /// Makes it in `image` by the program `mkfs`, with room for `inodes` entries. ext4 has its tables
  /// written now, since the kernel would do it in the background while processes are timed.
  Command make(Path mkfs, Path image, long inodes) {
    return switch (this) {
      case EXT4 ->
          Command.of(
              mkfs,
              "-q",
              "-F",
              "-N",
              inodes,
              "-E",
              "lazy_itable_init=0,lazy_journal_init=0",
              image);
      case XFS -> Command.of(mkfs, "-q", "-f", image);
      case BTRFS -> Command.of(mkfs, "-q", "-f", image);
    };
  }

  private static String titles() {
    return Arrays.stream(values()).map(FileSystemKind::title).collect(Collectors.joining(", "));
  }
}
