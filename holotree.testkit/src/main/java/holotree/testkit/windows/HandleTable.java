package holotree.testkit.windows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is open. Thread-safe.
final class HandleTable {

  // As those of Windows, handles are multiples of 4; these are never given again.
  private static final int STEP = 4;

  private final Conditions conditions;
  private final Map<Long, OpenFile> open = new HashMap<>();
  private long last;
  private int most;

  HandleTable(Conditions conditions) {
    this.conditions = conditions;
  }

  synchronized void requireRoom() throws WindowsRefusal {
    if (open.size() >= conditions.mostHandles()) {
      throw new WindowsRefusal(Numbers.ERROR_TOO_MANY_OPEN_FILES);
    }
  }

  synchronized long add(OpenFile file) {
    last += STEP;
    open.put(last, file);
    most = Math.max(most, open.size());
    return last;
  }

  synchronized OpenFile get(long handle) {
    return required(handle, open.get(handle));
  }

  synchronized OpenFile remove(long handle) {
    return required(handle, open.remove(handle));
  }

  private OpenFile required(long handle, @Nullable OpenFile file) {
    if (file == null) {
      throw new IllegalStateException(
          "handle " + handle + (handle > 0 && handle <= last ? " is closed" : " was never open"));
    }
    return file;
  }

  synchronized int open() {
    return open.size();
  }

  synchronized int most() {
    return most;
  }

  synchronized List<String> leaks() {
    return open.values().stream().map(OpenFile::toString).sorted().toList();
  }
}
