package holotree.engine.gc;

import holotree.api.Digest;
import java.time.Instant;
import java.util.List;

/// What becomes of a recording.
///
/// @param catalog its id
/// @param names what stands for it, or stood for it
/// @param reason why it stays or goes
/// @param used when it was last used, or else recorded
public record Judged(Digest catalog, List<String> names, Reason reason, Instant used) {

  /// @throws NullPointerException if one is null
  public Judged {
    names = List.copyOf(names);
  }

  /// The same recording, spared in the end.
  Judged spared() {
    return new Judged(catalog, names, Reason.NEW, used);
  }
}
