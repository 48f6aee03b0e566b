package holotree.engine.gc;

/// Why a recording stays or goes.
public enum Reason {
  /// It is pinned.
  PINNED(true),
  /// A space of the home was restored from it, and is there.
  SPACE(true),
  /// A program runs in a space restored from it.
  RUNNING(true),
  /// A healing took what stands for it, or the recording itself, out of use; the next may bring it back.
  QUARANTINED(true),
  /// This collection was told to keep it.
  ASKED(true),
  /// A name stands for it.
  NAMED(true),
  /// A blueprint stands for it.
  BLUEPRINT(true),
  /// It came, or something came to stand for it, or it was used, while this collection was at work.
  NEW(true),
  /// Nothing stands for it.
  NOTHING_STANDS_FOR_IT(false),
  /// It was not used for so long.
  UNUSED(false),
  /// The library is larger than it may be, and others were used later.
  OVER_SIZE(false);

  private final boolean stays;

  Reason(boolean stays) {
    this.stays = stays;
  }

  /// Whether it stays.
  public boolean stays() {
    return stays;
  }
}
