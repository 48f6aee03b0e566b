package holotree.api.error;

/// Going on could harm what is there, or breaks a rule that keeps trees apart.
public final class UnsafeException extends HolotreeException {

  private static final long serialVersionUID = 1L;

  private final String entry;
  private final String rule;

  /// @param entry what breaks the rule
  /// @param rule the rule, one clause
  public UnsafeException(String entry, String rule) {
    this(entry, rule, "Correct what is named, then try again.");
  }

  /// @param entry what breaks the rule
  /// @param rule the rule, one clause
  /// @param next what to do, one sentence
  public UnsafeException(String entry, String rule, String next) {
    super("Refused " + entry + ": " + rule + ".", "Nothing was changed.", next, false, null);
    this.entry = entry;
    this.rule = rule;
  }

  /// What breaks the rule.
  public String entry() {
    return entry;
  }

  /// The rule.
  public String rule() {
    return rule;
  }
}
