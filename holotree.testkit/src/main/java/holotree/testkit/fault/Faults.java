package holotree.testkit.fault;

import holotree.api.error.HolotreeException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Counts calls and decides which of them fail. Thread-safe.
public final class Faults {

  private final Map<Operation, Integer> calls = new EnumMap<>(Operation.class);
  private final List<HolotreeException> thrown = new ArrayList<>();
  private final List<Operation> met = new ArrayList<>();
  private @Nullable Fault armed;
  private @Nullable Operation struck;
  private int all;

  Faults() {}

  /// Forgets what was counted, and has one call fail from now on.
  public synchronized void arm(Fault fault) {
    reset();
    armed = fault;
  }

  /// Forgets what was counted; no call fails from now on.
  public synchronized void reset() {
    armed = null;
    struck = null;
    all = 0;
    calls.clear();
    thrown.clear();
    met.clear();
  }

  /// How often each operation was called.
  public synchronized Map<Operation, Integer> calls() {
    return new EnumMap<>(calls);
  }

  /// The operations that met the error, in that order.
  public synchronized List<Operation> met() {
    return List.copyOf(met);
  }

  /// What was thrown, in that order; an error that was an answer is not among it.
  public synchronized List<HolotreeException> thrown() {
    return List.copyOf(thrown);
  }

  /// Counts a call of an operation that has no answer for an error.
  ///
  /// @throws HolotreeException if it fails
  void pass(Operation operation, Object path) {
    DiskError error = meet(operation);
    if (error != null) {
      throw failure(error, operation, path);
    }
  }

  /// Counts a call.
  ///
  /// @return what it meets; null if it does not fail
  synchronized @Nullable DiskError meet(Operation operation) {
    int call = calls.merge(operation, 1, Integer::sum);
    all++;
    Fault fault = armed;
    if (fault == null) {
      return null;
    }
    boolean fails;
    if (struck == null) {
      fails =
          fault.operation() == null
              ? all == fault.call()
              : fault.operation() == operation && call == fault.call();
      struck = fails ? operation : null;
    } else {
      fails = fault.stays() && fault.error().spreads(struck, operation);
    }
    if (fails) {
      met.add(operation);
    }
    return fails ? fault.error() : null;
  }

  /// The failure that an error is, noted.
  synchronized HolotreeException failure(DiskError error, Operation operation, Object path) {
    HolotreeException failure = error.failure(operation, path.toString());
    thrown.add(failure);
    return failure;
  }
}
