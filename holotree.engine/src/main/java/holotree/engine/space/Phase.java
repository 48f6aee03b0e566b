package holotree.engine.space;

import org.jspecify.annotations.Nullable;

/// How far a space is. The codes are on disk in states and never change.
public enum Phase {
  /// It equals its catalog, but for what was done to it since.
  COMPLETE(1),
  /// It is being repaired, or that was interrupted: it may be a mixture.
  REFRESHING(2);

  private final int code;

  Phase(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /// The phase with a code; null if there is none.
  static @Nullable Phase of(long code) {
    for (Phase phase : values()) {
      if (phase.code == code) {
        return phase;
      }
    }
    return null;
  }
}
