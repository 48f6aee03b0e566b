package holotree.fs.windows;

import holotree.api.fs.EntryKind;
import holotree.fs.windows.Patience.Wait;

/// Follows the links in a path that its user gave, as nothing below a root is.
final class RealPath {

  private static final int MOST_LINKS = 40;

  private RealPath() {}

  /// The full name of what a full name leads to, no link being left in it.
  static String of(Disk disk, String fullName) throws WindowsError {
    Kernel kernel = disk.kernel();
    String name = fullName;
    for (int links = 0; links <= MOST_LINKS; links++) {
      String asked = name;
      long there = disk.open(Wait.HELD_OR_DENIED, 0, asked, Disk.LOOK);
      try {
        String last = kernel.finalName(there);
        if (Stats.kind(kernel.facts(there)) != EntryKind.SYMLINK) {
          return last;
        }
        String directory = FullName.parent(last);
        name = FullName.resolve(directory == null ? last : directory, kernel.readLink(there));
      } finally {
        disk.close(there);
      }
    }
    throw SystemError.ERROR_REPARSE_TAG_INVALID.asError();
  }
}
