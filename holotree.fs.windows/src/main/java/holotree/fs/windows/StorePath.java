package holotree.fs.windows;

import java.util.List;

/// A checked path in a store, relative to its root.
///
/// @param text its single names, joined by `/`; empty for the root itself
record StorePath(String text) {

  /// The root itself.
  static final StorePath ROOT = new StorePath("");

  /// @throws IllegalArgumentException if `path` is not names of `a-z`, `A-Z`, `0-9`, `.`, `_` and
  ///   `-`, joined by `/`, none of them `.` or `..`
  static StorePath of(String path) {
    int start = 0;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '/') {
        requireName(path, start, i);
        start = i + 1;
      } else if (!isAllowed(c)) {
        throw refusal(path);
      }
    }
    requireName(path, start, path.length());
    return new StorePath(path);
  }

  /// Its single names, from the root on; none for the root itself.
  List<String> names() {
    return text.isEmpty() ? List.of() : List.of(text.split("/", -1));
  }

  /// The directory that it lies in.
  StorePath parent() {
    return new StorePath(text.substring(0, Math.max(0, text.lastIndexOf('/'))));
  }

  /// The path of `name` in this directory.
  StorePath child(String name) {
    return new StorePath(text.isEmpty() ? name : text + "/" + name);
  }

  /// Its last name.
  String name() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  @Override
  public String toString() {
    return text;
  }

  private static void requireName(String path, int from, int to) {
    int length = to - from;
    boolean dots =
        length <= 2 && length > 0 && path.charAt(from) == '.' && path.charAt(to - 1) == '.';
    if (length == 0 || length > EntryName.MAX_UNITS || dots) {
      throw refusal(path);
    }
  }

  private static boolean isAllowed(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == '-';
  }

  private static IllegalArgumentException refusal(String path) {
    return new IllegalArgumentException("not a store path: " + path);
  }
}
