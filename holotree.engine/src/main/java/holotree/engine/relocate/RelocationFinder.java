package holotree.engine.relocate;

import holotree.api.Spelling;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Finds a stage's path in contents and puts filler in its place. Immutable and thread-safe; one
/// serves a whole record run.
///
/// A file is worked on in windows: a core, and the bytes around it that decide about occurrences at
/// its edges. Whatever cores a file is cut into, the places found and the bytes written are the
/// same.
public final class RelocationFinder {

  private final StagePath stage;
  private final PathSearch search;
  private final int longest;

  /// @throws IllegalArgumentException if `stage` is not usable
  public RelocationFinder(StagePath stage) {
    if (!stage.usable()) {
      throw new IllegalArgumentException(
          "a stage's path under " + StagePath.SHORTEST + " bytes matches by chance");
    }
    this.stage = stage;
    this.longest = stage.length(stage.spellings().getFirst());
    this.search = new PathSearch(stage.spellings().stream().map(stage::bytes).toList());
  }

  /// Bytes of the file that a window holds before and after its core, unless the file starts or
  /// ends there.
  public int contextBytes() {
    // One path reaches into the core, another overlaps it from the left and has its own look back.
    return 2 * longest + PathBoundary.LOOK_BACK;
  }

  /// Puts filler in the core wherever an occurrence of the path counts, and notes the occurrences
  /// that start in the core. One that reaches over an edge of the core is filled on both sides by
  /// the two calls whose cores it touches.
  ///
  /// @param window native; the core and its context as the file has them, not as an earlier call
  ///     left them; written to inside the core only; kept by the caller
  /// @param coreStart first byte of the core in `window`
  /// @param coreEnd end of the core in `window`
  /// @param coreOffsetInFile where the core lies in the file, bytes
  /// @param startsFile whether byte 0 of `window` is byte 0 of the file
  /// @param endsFile whether the end of `window` is the end of the file
  /// @param kind what the file is by its head
  /// @param into gets the places, as offsets in the file, after those it has, and whether the path was
  ///     left where it is unclear
  /// @throws IllegalArgumentException if the window holds less context than needed
  public void replace(
      MemorySegment window,
      long coreStart,
      long coreEnd,
      long coreOffsetInFile,
      boolean startsFile,
      boolean endsFile,
      FileKind kind,
      Places into) {
    requireContext(window, coreStart, coreEnd, startsFile, endsFile);
    Places found = find(window, coreStart, coreEnd, startsFile, endsFile, kind);
    if (found.isUnclear()) {
      into.noteUnclear();
    }
    // Written only now: filler would mislead the decisions about what follows it.
    for (int i = 0; i < found.count(); i++) {
      long start = found.offset(i);
      long from = Math.max(start, coreStart);
      long to = Math.min(start + stage.length(found.spelling(i)), coreEnd);
      Filler.write(window, from, from - start, to - from);
      if (start >= coreStart) {
        into.add(start - coreStart + coreOffsetInFile, found.spelling(i));
      }
    }
  }

  /// Whether an occurrence of the path touches the core: for files that are never given filler.
  /// Parameters as for [#replace]; nothing is written.
  public boolean occursIn(
      MemorySegment window,
      long coreStart,
      long coreEnd,
      boolean startsFile,
      boolean endsFile,
      FileKind kind) {
    requireContext(window, coreStart, coreEnd, startsFile, endsFile);
    return find(window, coreStart, coreEnd, startsFile, endsFile, kind).count() > 0;
  }

  private void requireContext(
      MemorySegment window, long coreStart, long coreEnd, boolean startsFile, boolean endsFile) {
    if ((!startsFile && coreStart < contextBytes())
        || (!endsFile && window.byteSize() - coreEnd < contextBytes())) {
      throw new IllegalArgumentException("a window needs " + contextBytes() + " bytes of context");
    }
  }

  /// The occurrences that count and touch the core, as offsets in the window.
  private Places find(
      MemorySegment window,
      long coreStart,
      long coreEnd,
      boolean startsFile,
      boolean endsFile,
      FileKind kind) {
    PathBoundary boundary = new PathBoundary(window, startsFile, endsFile, kind == FileKind.PYC);
    Places found = new Places();
    long from = Math.max(0, coreStart - 2L * longest);
    long taken = from;
    for (Occurrence each : occurrences(window, from, coreEnd, boundary, kind)) {
      if (!each.counts) {
        if (kind.mayPackStrings() && each.start >= coreStart) {
          found.noteUnclear();
        }
        continue;
      }
      if (each.start >= taken && each.end > coreStart) {
        found.add(each.start, each.spelling);
      }
      // Also by one that is dropped: otherwise a decision would hang on a chain of overlaps that
      // begins beyond any context.
      taken = Math.max(taken, each.end);
    }
    return found;
  }

  /// The path in one spelling.
  ///
  /// @param counts whether it is the stage's and not a part of another one
  private record Occurrence(long start, long end, Spelling spelling, boolean counts) {}

  /// What starts from `from` and before `limit`, in order of the starts, the longer first.
  private List<Occurrence> occurrences(
      MemorySegment window, long from, long limit, PathBoundary boundary, FileKind kind) {
    List<Occurrence> all = new ArrayList<>(0);
    long lastEnd = Math.min(limit - 1 + longest, window.byteSize());
    for (long end = search.nextEnd(window, from + search.shortest(), lastEnd);
        end >= 0;
        end = search.nextEnd(window, end + 1, lastEnd)) {
      for (Spelling spelling : stage.spellings()) {
        byte[] path = stage.bytes(spelling);
        long start = end - path.length;
        if (start >= from && start < limit && Bytes.matches(window, start, path)) {
          all.add(new Occurrence(start, end, spelling, counts(start, spelling, boundary, kind)));
        }
      }
    }
    // Found by their ends; a long one may begin before one that ends earlier.
    all.sort(
        Comparator.comparingLong(Occurrence::start)
            .thenComparing(Occurrence::end, Comparator.reverseOrder()));
    return all;
  }

  /// Whether the path in this spelling, which stands at `start`, is the stage's and not a part of
  /// another one. Where strings are packed, what is around it may belong to its neighbours.
  private boolean counts(long start, Spelling spelling, PathBoundary boundary, FileKind kind) {
    return (kind.mayPackStrings() && stage.isUnmistakable(spelling))
        || boundary.holds(start, stage.length(spelling), spelling);
  }
}
