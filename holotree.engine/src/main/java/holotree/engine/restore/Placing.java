package holotree.engine.restore;

import holotree.engine.pool.Pool;

/// How files come into a space.
public sealed interface Placing {

  /// Each file is written.
  record Copies() implements Placing {}

  /// Files share what the pool has, where they can; relocated and empty ones never do.
  ///
  /// @param pool what is shared
  /// @param fill whether files that the pool lacks are added to it
  /// @param required whether a file that cannot be shared fails the restore
  record Shares(Pool pool, boolean fill, boolean required) implements Placing {}
}
