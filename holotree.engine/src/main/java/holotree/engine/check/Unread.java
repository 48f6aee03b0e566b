package holotree.engine.check;

import holotree.api.error.HolotreeException;
import holotree.api.error.RefusedException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Keeps in mind that something could not be read, so that nothing is concluded from what was not seen.
/// Thread-safe.
final class Unread {

  private @Nullable HolotreeException first;

  /// Notes why something could not be read.
  synchronized void note(HolotreeException why) {
    if (first == null) {
      first = why;
    }
  }

  /// Why something could not be read at first; empty if everything was.
  synchronized Optional<HolotreeException> first() {
    return Optional.ofNullable(first);
  }

  /// What `source` reads; null, and noted, if the system cannot.
  <T> @Nullable T read(Supplier<? extends @Nullable T> source) {
    try {
      return source.get();
    } catch (RefusedException refused) {
      note(refused);
      return null;
    }
  }
}
