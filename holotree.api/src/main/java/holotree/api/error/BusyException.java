package holotree.api.error;

/// Another process or thread holds what is needed.
public final class BusyException extends HolotreeException {

  private static final long serialVersionUID = 1L;

  private final String lock;
  private final String holder;

  /// @param lock what is held
  /// @param holder who holds it, as text for people
  public BusyException(String lock, String holder) {
    this(lock, holder, "Nothing was changed.");
  }

  /// @param lock what is held
  /// @param holder who holds it, as text for people
  /// @param meaning what was changed before that was found
  public BusyException(String lock, String holder, String meaning) {
    this(lock, holder, meaning, "Wait until it has finished, then try again.");
  }

  /// @param lock what is held
  /// @param holder who holds it, as text for people
  /// @param meaning what was changed before that was found
  /// @param next what to do, one sentence
  public BusyException(String lock, String holder, String meaning, String next) {
    super("\"" + lock + "\" is in use by " + holder + ".", meaning, next, true, null);
    this.lock = lock;
    this.holder = holder;
  }

  /// What is held.
  public String lock() {
    return lock;
  }

  /// Who holds it.
  public String holder() {
    return holder;
  }
}
