package holotree.testkit.fault;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// What was opened and not closed: files, trees, locks, temporaries, listings, stores, mappings.
/// Thread-safe.
final class OpenThings {

  private final Map<Object, String> open = Collections.synchronizedMap(new IdentityHashMap<>());

  void opened(Object thing, String description) {
    open.put(thing, description);
  }

  /// Whether it was open until now.
  boolean closed(Object thing) {
    return open.remove(thing) != null;
  }

  List<String> list() {
    List<String> list = new ArrayList<>();
    synchronized (open) {
      open.keySet()
          .removeIf(thing -> thing instanceof MemorySegment mapping && !mapping.scope().isAlive());
      list.addAll(open.values());
    }
    list.sort(null);
    return list;
  }
}
