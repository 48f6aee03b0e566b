package holotree.testkit.fault;

import holotree.api.error.HolotreeException;
import java.util.ArrayList;
import java.util.List;

/// Temporaries that could not be removed. Thread-safe.
final class StrandedTemporaries {

  private final List<FailingTemporary> files = new ArrayList<>();

  synchronized void add(FailingTemporary file) {
    files.add(file);
  }

  synchronized List<String> list() {
    return files.stream().map(FailingTemporary::toString).toList();
  }

  synchronized void letGo() {
    for (FailingTemporary file : files) {
      try {
        file.closeDelegate();
      } catch (HolotreeException swept) {
        // Whoever swept it was faster.
      }
    }
    files.clear();
  }
}
