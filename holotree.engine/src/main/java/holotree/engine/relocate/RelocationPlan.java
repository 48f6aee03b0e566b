package holotree.engine.relocate;

import holotree.api.Catalog;
import holotree.api.EntryType;
import holotree.api.Relocations;
import holotree.api.Spelling;
import holotree.api.error.CorruptException;
import holotree.api.error.UnsafeException;
import holotree.engine.relocate.RelocationRules.Rule;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What becomes of each entry of a catalog when it is restored to one target. Immutable and
/// thread-safe.
public final class RelocationPlan {

  /// What becomes of an entry.
  public enum Action {
    /// Its content, or its symlink's target, is restored as the catalog has it.
    AS_IS,
    /// The target's path is put where filler stands: see [#patch] and [#linkTarget].
    PATCH,
    /// It is not restored: a .pyc whose source changes its size.
    LEAVE_OUT,
    /// It cannot hold the target's path: nothing of the catalog may be restored, see
    /// [#requireFits].
    REFUSE
  }

  /// First bytes of a content that [#patch] needs where [#needsHead], unless the content is
  /// shorter.
  public static final int HEAD_BYTES = ScriptHead.HEAD_BYTES;

  private static final int REFUSALS_NAMED = 3;

  /// A slash and a name.
  private static final int SHORTEST_TARGET = 2;

  private final Catalog catalog;
  private final TargetPath target;
  private final RelocationRules rules;
  private final PathTexts plain;
  private final PathTexts padded;
  private final int[] leftOut;
  private final int[] refused;

  private RelocationPlan(Catalog catalog, TargetPath target, ByteCode byteCode) {
    this.catalog = catalog;
    this.target = target;
    this.rules = new RelocationRules(catalog, target, byteCode);
    this.plain = PathTexts.plain(catalog, target);
    this.padded = PathTexts.padded(catalog, target);
    this.leftOut = entries(Rule.LEAVE_OUT);
    this.refused = entries(Rule.REFUSE);
  }

  /// Decides for every entry of `catalog`.
  ///
  /// @param byteCode what becomes of the stage's path in byte code
  public static RelocationPlan of(Catalog catalog, TargetPath target, ByteCode byteCode) {
    return new RelocationPlan(catalog, target, byteCode);
  }

  /// What becomes of `entry`; [Action#AS_IS] for an entry without relocations that is not left out.
  public Action action(int entry) {
    return switch (rules.get(entry)) {
      case KEEP -> Action.AS_IS;
      case PAD, RESIZE -> Action.PATCH;
      case LEAVE_OUT -> Action.LEAVE_OUT;
      case REFUSE -> Action.REFUSE;
    };
  }

  /// Whether `entry` is restored as another plan restores an entry of equal content: to the same bytes.
  ///
  /// @param other a plan of the same catalog or another one
  /// @param entryThere the entry in that catalog
  public boolean restoresLike(int entry, RelocationPlan other, int entryThere) {
    if (rules.get(entry) != other.rules.get(entryThere)) {
      return false;
    }
    if (action(entry) != Action.PATCH) {
      return true;
    }
    Relocations places = places(entry);
    if (!places.equals(other.places(entryThere))) {
      return false;
    }
    for (int i = 0; i < places.count(); i++) {
      Spelling spelling = places.spelling(i);
      if (catalog.stageLength(spelling) != other.catalog.stageLength(spelling)
          || !Arrays.equals(target.bytes(spelling), other.target.bytes(spelling))) {
        return false;
      }
    }
    return true;
  }

  /// Whether the size of `entry` once restored depends on its first bytes: a script whose first
  /// line may have to be rewritten.
  public boolean needsHead(int entry) {
    Relocations places = catalog.relocations(entry);
    return places != null
        && rules.get(entry) == Rule.RESIZE
        && RelocationRules.mayBeScript(catalog, entry, places);
  }

  /// Length of `entry` once restored, bytes; 0 for one that is left out, -1 where [#needsHead].
  public long restoredSize(int entry) {
    return switch (rules.get(entry)) {
      case KEEP, PAD, REFUSE -> catalog.size(entry);
      case LEAVE_OUT -> 0;
      case RESIZE -> needsHead(entry) ? -1 : edits(entry, null).restoredSize();
    };
  }

  /// The patch for a file to be patched.
  ///
  /// @param head the content's first [#HEAD_BYTES] or more, or all of a shorter one; read only
  ///     where [#needsHead]; not kept
  /// @throws IllegalArgumentException if `entry` is no file to be patched, or `head` is too short
  public FilePatch patch(int entry, MemorySegment head) {
    requireFile(entry);
    if (!needsHead(entry)) {
      return new FilePatch(name(entry), edits(entry, null));
    }
    if (head.byteSize() < Math.min(HEAD_BYTES, catalog.size(entry))) {
      throw new IllegalArgumentException("a head has " + HEAD_BYTES + " bytes, or all there are");
    }
    return new FilePatch(name(entry), edits(entry, scriptHead(entry, ScriptHead.headOf(head))));
  }

  /// The view of a restored file, to be patched by this plan, as it was recorded.
  ///
  /// @param restored the file as it is now; read from later, and here where [#needsHead]
  /// @param scratch native; written to where [#needsHead]; kept by the caller
  /// @throws IllegalArgumentException if `entry` is no file to be patched, or `scratch` is under
  ///     [#undoScratchBytes]
  public FileUndo undo(int entry, RestoredFile restored, MemorySegment scratch) {
    requireFile(entry);
    if (!needsHead(entry)) {
      return new FileUndo(edits(entry, null), restored);
    }
    if (scratch.byteSize() < undoScratchBytes()) {
      throw new IllegalArgumentException("scratch has " + undoScratchBytes() + " bytes or more");
    }
    byte[] text = headText(entry);
    MemorySegment into = scratch.asSlice(0, ScriptHead.restoredBytes(text));
    byte[] head = into.asSlice(0, restored.read(0, into)).toArray(ValueLayout.JAVA_BYTE);
    byte[] content = ScriptHead.contentOf(head, headPlace(entry), text);
    // A head that is neither form shows as a difference where it is read.
    return new FileUndo(
        edits(entry, content == null ? null : scriptHead(entry, content)), restored);
  }

  /// Smallest scratch memory for [#undo], bytes; under 64 KiB for any path that Linux can open.
  public int undoScratchBytes() {
    return Math.max(
        ScriptHead.restoredBytes(target.bytes(Spelling.GIVEN)),
        ScriptHead.restoredBytes(target.bytes(Spelling.RESOLVED)));
  }

  /// What a symlink holds once restored, in an array of the caller's own.
  ///
  /// @throws IllegalArgumentException if `entry` is no symlink
  /// @throws CorruptException if the target lacks its filler
  public byte[] linkTarget(int entry) {
    byte[] target = catalog.target(entry);
    if (action(entry) != Action.PATCH) {
      return target.clone();
    }
    Edits edits = edits(entry, null);
    byte[] restored = new byte[Math.toIntExact(edits.restoredSize())];
    MemorySegment into = MemorySegment.ofArray(restored);
    new FilePatch(name(entry), edits)
        .write(
            0,
            MemorySegment.ofArray(target),
            MemorySegment.ofArray(new byte[restored.length]),
            (offset, bytes) -> MemorySegment.copy(bytes, 0, into, offset, bytes.byteSize()));
    return restored;
  }

  /// The entries left out, ascending, in an array of the caller's own.
  public int[] leftOut() {
    return leftOut.clone();
  }

  /// The number of entries that cannot hold the target's path.
  public int refusedCount() {
    return refused.length;
  }

  /// The paths of the first entries that cannot hold the target's path, at most `most`.
  public List<String> refused(int most) {
    return Arrays.stream(refused).limit(most).mapToObj(this::name).toList();
  }

  /// Asks for a target that every entry can hold. To be called before anything is written.
  ///
  /// @throws UnsafeException naming the first few entries that cannot, and the longest path that
  ///     can
  public void requireFits() {
    if (refused.length == 0) {
      return;
    }
    int more = refused.length - REFUSALS_NAMED;
    int longest = longestFitting();
    throw new UnsafeException(
        String.join(", ", refused(REFUSALS_NAMED)) + (more > 0 ? " and " + more + " more" : ""),
        "it holds the path it was recorded at and has no room for this one",
        longest < SHORTEST_TARGET
            ? "Record the tree again at a longer path."
            : "Restore to a path of at most "
                + longest
                + " bytes, or record the tree again at a longer one.");
  }

  private int longestFitting() {
    return Arrays.stream(refused)
        .map(entry -> rules.longestFitting(entry, places(entry)))
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  private Edits edits(int entry, @Nullable ScriptHead head) {
    return new Edits(
        catalog.size(entry), places(entry), rules.get(entry) == Rule.PAD ? padded : plain, head);
  }

  private @Nullable ScriptHead scriptHead(int entry, byte[] head) {
    Relocations places = places(entry);
    long next = places.count() > 1 ? places.offset(1) : Long.MAX_VALUE;
    return ScriptHead.of(head, headPlace(entry), next, headText(entry));
  }

  private int headPlace(int entry) {
    return catalog.stageLength(places(entry).spelling(0));
  }

  private byte[] headText(int entry) {
    return target.bytes(places(entry).spelling(0));
  }

  private Relocations places(int entry) {
    Relocations places = catalog.relocations(entry);
    if (places == null) {
      throw new IllegalArgumentException("entry " + entry + " has no relocations");
    }
    return places;
  }

  private void requireFile(int entry) {
    if (action(entry) != Action.PATCH || catalog.type(entry) != EntryType.FILE) {
      throw new IllegalArgumentException("entry " + entry + " is no file to be patched");
    }
  }

  private int[] entries(Rule rule) {
    return IntStream.range(0, catalog.size()).filter(entry -> rules.get(entry) == rule).toArray();
  }

  private String name(int entry) {
    return new String(catalog.path(entry), StandardCharsets.UTF_8);
  }
}
