package holotree.engine.name;

import java.util.regex.Pattern;

/// What can name a recording or a space: a file name that no shell, URL or file system changes.
public final class NameRule {

  /// The rule, for messages.
  public static final String TEXT =
      "a name is 1 to 100 of a-z, 0-9, dot, underscore and dash, and begins with a letter or digit";

  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

  private NameRule() {}

  /// Whether `name` keeps the rule.
  public static boolean allows(String name) {
    return FORM.matcher(name).matches();
  }
}
