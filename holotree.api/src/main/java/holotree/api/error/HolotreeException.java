package holotree.api.error;

import holotree.api.PlainText;
import org.jspecify.annotations.Nullable;

/// A failure, told in three sentences: what happened, what it means, what to do next.
///
/// The family is sealed, so that a switch over it can be exhaustive. Unchecked, since every operation
/// that touches a disk may fail; each public method lists the kinds it throws on purpose. Something that
/// merely cannot be done that way here is no failure: see `holotree.api.fs.Outcome`.
public abstract sealed class HolotreeException extends RuntimeException
    permits BuildFailedException,
        BusyException,
        CorruptException,
        FormatVersionException,
        InterruptedOperationException,
        NoSpaceException,
        NotFoundException,
        ProviderMissingException,
        RefusedException,
        UnsafeException {

  private static final long serialVersionUID = 1L;

  private final String what;
  private String meaning;
  private final String next;
  private final boolean retryable;

  HolotreeException(
      String what, String meaning, String next, boolean retryable, @Nullable Throwable cause) {
    super(what, cause);
    // Names in them come from disk, and they go to terminals.
    this.what = PlainText.of(what);
    this.meaning = PlainText.of(meaning);
    this.next = PlainText.of(next);
    this.retryable = retryable;
  }

  /// The same failure, for whoever knows more about what it left on the disk.
  ///
  /// @param left what is there now and what becomes of it, one sentence, in place of [#meaning]
  public final HolotreeException leaving(String left) {
    meaning = left;
    return this;
  }

  /// All three sentences.
  @Override
  public final String getMessage() {
    return what + " " + meaning + " " + next;
  }

  /// What happened, one sentence.
  public final String what() {
    return what;
  }

  /// What it means, one sentence.
  public final String meaning() {
    return meaning;
  }

  /// What to do next, one sentence.
  public final String next() {
    return next;
  }

  /// Whether the same call may succeed later with nothing changed by hand.
  public final boolean retryable() {
    return retryable;
  }
}
