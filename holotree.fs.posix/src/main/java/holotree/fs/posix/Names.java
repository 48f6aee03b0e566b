package holotree.fs.posix;

import java.util.ArrayList;
import java.util.List;

/// All names in an open directory.
final class Names {

  private Names() {}

  /// @param directory open and not listed yet; its place in the listing is at the end afterwards
  /// @param path for people
  static List<byte[]> in(int directory, String path) {
    List<byte[]> names = new ArrayList<>();
    EntryReader reader = new EntryReader();
    while (!reader.isComplete()) {
      int error = reader.fill(directory);
      if (error < 0) {
        throw Errno.failure("list", path, error);
      }
      while (reader.step()) {
        names.add(reader.name());
      }
    }
    return names;
  }
}
