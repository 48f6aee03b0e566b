package holotree.tests.refresh;

import holotree.tests.kit.Program;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Which inode each entry of a tree is, directories left out, and when it was last changed.
///
/// @param entries inode and change time by path in the tree, a character for each byte
record InodeListing(Map<String, Entry> entries) {

  /// @param inode its number
  /// @param ctime seconds, with nanoseconds
  record Entry(String inode, String ctime) {}

  static InodeListing of(Path tree) {
    Map<String, Entry> entries = new HashMap<>();
    String output =
        Program.of("find", tree, "!", "-type", "d", "-printf", "%i %C@ ./%P\\0").output();
    for (String line : output.split("\0", -1)) {
      if (!line.isEmpty()) {
        int inode = line.indexOf(' ');
        int ctime = line.indexOf(' ', inode + 1);
        entries.put(
            line.substring(ctime + 1),
            new Entry(line.substring(0, inode), line.substring(inode + 1, ctime)));
      }
    }
    return new InodeListing(entries);
  }
}
