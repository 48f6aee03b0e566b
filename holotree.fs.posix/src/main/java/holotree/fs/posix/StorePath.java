package holotree.fs.posix;

import java.util.List;

/// A checked path in a store, relative to its root.
///
/// @param names its single names, from the root on; empty for the root itself
record StorePath(List<String> names) {

  /// @throws IllegalArgumentException if `path` is not names of `a-z`, `A-Z`, `0-9`, `.`, `_` and
  ///   `-`, joined by `/`, none of them `.` or `..`
  static StorePath of(String path) {
    List<String> names = List.of(path.split("/", -1));
    for (String name : names) {
      if (!isValid(name)) {
        throw new IllegalArgumentException("not a store path: " + path);
      }
    }
    return new StorePath(names);
  }

  /// The directory that it lies in.
  StorePath parent() {
    return new StorePath(names.subList(0, names.size() - 1));
  }

  /// The path of its first `depth` names.
  StorePath upTo(int depth) {
    return new StorePath(names.subList(0, depth));
  }

  /// Its last name.
  byte[] name() {
    return EntryName.bytes(names.getLast());
  }

  /// The path as bytes; `.` for the root itself.
  byte[] bytes() {
    return EntryName.bytes(names.isEmpty() ? "." : toString());
  }

  @Override
  public String toString() {
    return String.join("/", names);
  }

  private static boolean isValid(String name) {
    if (name.isEmpty() || name.length() > EntryName.MAX_BYTES) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean allowed =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '.'
              || c == '_'
              || c == '-';
      if (!allowed) {
        return false;
      }
    }
    return !name.equals(".") && !name.equals("..");
  }
}
