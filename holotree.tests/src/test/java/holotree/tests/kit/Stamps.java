package holotree.tests.kit;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Inode, size, modification and change time of every entry of a tree: nothing can be written there
/// without showing here.
///
/// @param entries by path below the tree, a character for each byte; the root is empty
public record Stamps(Map<String, String> entries) {

  public Stamps {
    entries = Map.copyOf(entries);
  }

  /// Those of what is at `tree` now.
  public static Stamps of(Path tree) {
    String found = Program.of("find", tree, "-printf", "%i %s %T@ %C@ /%P\\0").output();
    return new Stamps(
        Arrays.stream(found.split("\0"))
            .collect(
                Collectors.toMap(
                    line -> line.substring(line.indexOf('/') + 1),
                    line -> line.substring(0, line.indexOf('/')))));
  }

  /// The paths of what has come, gone or changed since, sorted.
  public Set<String> changedSince(Stamps before) {
    Set<String> changed = new TreeSet<>(entries.keySet());
    changed.addAll(before.entries.keySet());
    changed.removeIf(
        path -> entries.containsKey(path) && entries.get(path).equals(before.entries.get(path)));
    return changed;
  }
}
