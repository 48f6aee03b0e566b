package holotree.engine.work;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Things that serve one thread at a time and are too costly to be made for each use: as many as are in use at
/// once, kept until closed. Thread-safe.
///
/// @param <T> what they are
public final class Spares<T> implements AutoCloseable {

  private final Supplier<T> maker;
  private final Consumer<T> closer;
  private final ConcurrentLinkedDeque<T> idle = new ConcurrentLinkedDeque<>();

  /// None yet.
  ///
  /// @param closer closes one
  public Spares(Supplier<T> maker, Consumer<T> closer) {
    this.maker = maker;
    this.closer = closer;
  }

  /// One that nobody else has; give it back with [#giveBack].
  public T take() {
    T spare = idle.pollFirst();
    return spare == null ? maker.get() : spare;
  }

  /// Takes one back, also after a failure.
  public void giveBack(T spare) {
    idle.addFirst(spare);
  }

  /// Closes those that were given back.
  @Override
  public void close() {
    for (T spare = idle.pollFirst(); spare != null; spare = idle.pollFirst()) {
      closer.accept(spare);
    }
  }
}
