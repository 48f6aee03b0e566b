package holotree.engine.tree;

import holotree.api.PlainText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Counts things worth telling, with a few examples of each. Thread-safe.
///
/// @param <K> the kinds
public final class Notices<K extends Enum<K>> {

  private static final int EXAMPLES = 5;

  private final Map<K, Long> counts;
  private final Map<K, List<String>> examples;

  /// None yet.
  public Notices(Class<K> kinds) {
    counts = new EnumMap<>(kinds);
    examples = new EnumMap<>(kinds);
  }

  /// Counts an entry.
  public synchronized void add(K kind, byte[] path) {
    add(kind);
    List<String> shown = examples.computeIfAbsent(kind, key -> new ArrayList<>());
    if (shown.size() < EXAMPLES) {
      shown.add(PlainText.of(path));
    }
  }

  /// Counts something that is no entry.
  public synchronized void add(K kind) {
    counts.merge(kind, 1L, Long::sum);
  }

  /// What was counted, in the order of the kinds.
  ///
  /// @param maker makes the result's elements
  public synchronized <N> List<N> toList(Maker<K, N> maker) {
    List<N> list = new ArrayList<>();
    counts.forEach(
        (kind, count) -> list.add(maker.make(kind, count, examples.getOrDefault(kind, List.of()))));
    return list;
  }

  /// Makes one element of a list of notices.
  @FunctionalInterface
  public interface Maker<K, N> {
    /// The element for a kind.
    N make(K kind, long count, List<String> examples);
  }
}
