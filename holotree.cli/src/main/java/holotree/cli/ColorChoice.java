package holotree.cli;

/// When to write in colour.
enum ColorChoice {
  /// On a terminal.
  AUTO,
  /// Always.
  ALWAYS,
  /// Never.
  NEVER
}
