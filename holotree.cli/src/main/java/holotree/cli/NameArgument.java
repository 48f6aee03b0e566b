package holotree.cli;

/// The rule for names of recordings and spaces, told before anything is begun.
final class NameArgument {

  private static final int MAX_LENGTH = 100;

  private NameArgument() {}

  /// Returns `name`, which can be one: `[a-z0-9][a-z0-9._-]{0,99}`.
  ///
  /// @param option what the user gave it with, such as `--name`
  /// @throws UsageException if it cannot be one
  static String check(String option, String name) {
    boolean allowed =
        !name.isEmpty()
            && name.length() <= MAX_LENGTH
            && alphanumeric(name.charAt(0))
            && name.chars().allMatch(c -> alphanumeric(c) || c == '.' || c == '_' || c == '-');
    if (!allowed) {
      throw new UsageException(
          option
              + " \""
              + name
              + "\": a name is 1 to 100 of a-z, 0-9, '.', '_' and '-',"
              + " and begins with a letter or digit");
    }
    return name;
  }

  private static boolean alphanumeric(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }
}
