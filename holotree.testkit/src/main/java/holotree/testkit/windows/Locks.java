package holotree.testkit.windows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The locks of files, among the handles of this process and those of others. Thread-safe.
final class Locks {

  private record Taken(OpenFile by, boolean exclusive) {}

  private final Machine machine;
  private final SideFile file;
  private final Map<FileKey, List<Taken>> taken = new HashMap<>();

  Locks(Machine machine, SideFile file) {
    this.machine = machine;
    this.file = file;
  }

  boolean tryLock(OpenFile by, boolean exclusive) throws WindowsRefusal, IOException {
    by.requireAccess(Numbers.READ_DATA | Numbers.WRITE_DATA);
    return machine.locked(() -> {
      List<Taken> others = taken.getOrDefault(by.key(), List.of());
      boolean free =
          others.isEmpty()
              ? file.take(by.key().position(), exclusive)
              : !exclusive && others.stream().noneMatch(Taken::exclusive);
      if (free) {
        taken.computeIfAbsent(by.key(), _ -> new ArrayList<>()).add(new Taken(by, exclusive));
      }
      return free;
    });
  }

  void unlock(OpenFile by) throws WindowsRefusal, IOException {
    machine.locked(() -> {
      List<Taken> all = taken.getOrDefault(by.key(), List.of());
      for (Taken each : all) {
        if (each.by == by) {
          all.remove(each);
          releaseIfLast(by.key(), all);
          return true;
        }
      }
      throw new WindowsRefusal(Numbers.ERROR_NOT_LOCKED);
    });
  }

  /// Lets go of what a handle that is closed had. Under [Machine#locked].
  void closed(OpenFile by) {
    List<Taken> all = taken.getOrDefault(by.key(), List.of());
    if (!all.isEmpty() && all.removeIf(each -> each.by == by)) {
      releaseIfLast(by.key(), all);
    }
  }

  private void releaseIfLast(FileKey key, List<Taken> left) {
    if (left.isEmpty()) {
      taken.remove(key);
      file.release(key.position());
    }
  }
}
