package holotree.tests.crash;

import holotree.engine.Holotree;
import java.util.List;
import java.util.function.Consumer;

/// Something that is done when it is broken off.
///
/// @param command it as a command line, from the verb on
/// @param call it in this process
/// @param shown checks what its success says, while nothing else has been done
/// @param acknowledged notes what its success promises, whatever happens later
/// @param after does it again, which must succeed, and checks it
record Attempt(
    Kind kind,
    List<Object> command,
    Consumer<Holotree> call,
    Runnable shown,
    Runnable acknowledged,
    Consumer<Holotree> after) {

  /// What is done. A verb that is new gets its kind here, and its method in [Attempts].
  enum Kind {
    RECORD,
    RECORD_OVER,
    RESTORE,
    RESTORE_LINKED,
    RESTORE_DURABLY,
    REFRESH,
    REFRESH_DURABLY,
    VERIFY,
    DELETE,
    ENV,
    RUN,
    GC,
    COMPACT;

    Attempt begin(Attempts attempts) {
      return switch (this) {
        case RECORD -> attempts.record(false);
        case RECORD_OVER -> attempts.record(true);
        case RESTORE, RESTORE_LINKED, RESTORE_DURABLY -> attempts.restore(this);
        case REFRESH, REFRESH_DURABLY -> attempts.refresh(this);
        case VERIFY -> attempts.verify();
        case DELETE -> attempts.delete();
        case ENV -> attempts.env();
        case RUN -> attempts.run();
        case GC -> attempts.collect();
        case COMPACT -> attempts.compact();
      };
    }
  }
}
