package holotree.testkit.fault;

import holotree.api.fs.TemporaryFile;
import holotree.testkit.forward.ForwardingTemporary;
import java.lang.foreign.MemorySegment;

/// A temporary of a [FailingStore].
final class FailingTemporary extends ForwardingTemporary {

  private final Faults faults;
  private final OpenThings open;
  private final StrandedTemporaries stranded;
  private final String store;

  FailingTemporary(
      TemporaryFile file,
      String store,
      Faults faults,
      OpenThings open,
      StrandedTemporaries stranded) {
    super(file);
    this.faults = faults;
    this.open = open;
    this.stranded = stranded;
    this.store = store;
    open.opened(this, toString());
  }

  @Override
  public void append(MemorySegment bytes) {
    faults.pass(Operation.WRITE_TEMPORARY, this);
    super.append(bytes);
  }

  /// Its store has closed it.
  void isPublished() {
    open.closed(this);
  }

  @Override
  public void close() {
    if (!open.closed(this)) {
      return;
    }
    DiskError error = faults.meet(Operation.REMOVE_TEMPORARY);
    if (error != null) {
      stranded.add(this);
      throw faults.failure(error, Operation.REMOVE_TEMPORARY, this);
    }
    super.close();
  }

  void closeDelegate() {
    super.close();
  }

  @Override
  public String toString() {
    return "temporary of " + store;
  }
}
