package holotree.testkit.fault;

import org.jspecify.annotations.Nullable;

/// Which call fails, and how.
///
/// @param operation which operation's calls are counted; null for those of all
/// @param call which of them fails, from 1
/// @param error what it meets
/// @param stays whether that stays: then later calls meet it as well, as far as it spreads
public record Fault(@Nullable Operation operation, int call, DiskError error, boolean stays) {

  /// @throws IllegalArgumentException if `call` is less than 1
  public Fault {
    if (call < 1) {
      throw new IllegalArgumentException("call " + call);
    }
  }

  @Override
  public String toString() {
    return (operation == null ? "any operation" : operation.toString())
        + " #"
        + call
        + " "
        + error
        + (stays ? " for good" : " once");
  }
}
