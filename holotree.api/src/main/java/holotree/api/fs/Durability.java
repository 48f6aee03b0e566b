package holotree.api.fs;

/// What publishing in a store promises.
public enum Durability {
  /// What was published survives a loss of power, under its name and whole.
  DURABLE,
  /// What was published is seen whole by every process, but may be gone after a loss of power.
  VOLATILE
}
