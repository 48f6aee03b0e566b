package holotree.fs.windows;

import holotree.fs.windows.Patience.Wait;
import java.util.ArrayList;
import java.util.List;

/// All names in an open directory.
final class Names {

  private Names() {}

  /// Lists a directory.
  ///
  /// @param directory no other listing of which is under way with this handle
  /// @return without `.` and `..`
  static List<String> in(Disk disk, long directory) throws WindowsError {
    List<String> names = new ArrayList<>();
    boolean first = true;
    List<String> next;
    do {
      boolean again = first;
      next = disk.patience().until(Wait.HELD, () -> disk.kernel().list(directory, again));
      first = false;
      for (String name : next) {
        if (!name.equals(".") && !name.equals("..")) {
          names.add(name);
        }
      }
    } while (!next.isEmpty());
    return names;
  }
}
