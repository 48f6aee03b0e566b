package holotree.engine.relocate;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Patches and undoes in memory, in pieces of any length and in any order.
final class Restore {

  private final RecordedTree tree;
  private final RelocationPlan plan;

  Restore(RecordedTree tree, TargetPath target) {
    this.tree = tree;
    this.plan = RelocationPlan.of(tree.catalog(), target, ByteCode.OWN);
  }

  RelocationPlan plan() {
    return plan;
  }

  byte[] patched(String path) {
    return patched(path, Integer.MAX_VALUE, 1 << 16, new Random(1));
  }

  /// The restored bytes of a file; each must have been written exactly once.
  byte[] patched(String path, int pieceLength, int bufferLength, Random order) {
    byte[] content = tree.content(path);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment all = arena.allocateFrom(ValueLayout.JAVA_BYTE, content);
      FilePatch patch = plan.patch(tree.entry(path), all);
      byte[] restored = new byte[Math.toIntExact(patch.restoredSize())];
      int[] written = new int[restored.length];
      MemorySegment buffer = arena.allocate(bufferLength);
      for (long at : pieces(content.length, pieceLength, order)) {
        patch.write(
            at,
            all.asSlice(at, Math.min(pieceLength, content.length - at)),
            buffer,
            (offset, bytes) -> {
              for (int i = 0; i < bytes.byteSize(); i++) {
                restored[(int) offset + i] = bytes.get(ValueLayout.JAVA_BYTE, i);
                written[(int) offset + i]++;
              }
            });
      }
      assertThat(written).containsOnly(restored.length == 0 ? new int[0] : new int[] {1});
      return restored;
    }
  }

  byte[] undone(String path, byte[] restored) {
    return undone(path, restored, Integer.MAX_VALUE, 1 << 16, new Random(1));
  }

  /// The content that a restored file gives back; empty if it differs.
  byte[] undone(String path, byte[] restored, int pieceLength, int scratchLength, Random order) {
    try (Arena arena = Arena.ofConfined()) {
      FileUndo undo =
          plan.undo(tree.entry(path), reader(restored), arena.allocate(plan.undoScratchBytes()));
      if (undo.restoredSize() != restored.length) {
        return new byte[0];
      }
      byte[] content = new byte[Math.toIntExact(undo.contentSize())];
      MemorySegment scratch = arena.allocate(scratchLength);
      for (long at : pieces(content.length, pieceLength, order)) {
        MemorySegment piece = arena.allocate(Math.min(pieceLength, content.length - at));
        if (undo.read(at, piece, scratch) != piece.byteSize()) {
          return new byte[0];
        }
        MemorySegment.copy(
            piece, ValueLayout.JAVA_BYTE, 0, content, (int) at, (int) piece.byteSize());
      }
      return content;
    }
  }

  static RestoredFile reader(byte[] file) {
    return (offset, into) -> {
      long count = Math.max(0, Math.min(into.byteSize(), file.length - offset));
      MemorySegment.copy(MemorySegment.ofArray(file), offset, into, 0, count);
      return count;
    };
  }

  private static List<Long> pieces(long size, long length, Random order) {
    List<Long> starts = new ArrayList<>();
    for (long at = 0; at < size; at += length) {
      starts.add(at);
    }
    Collections.shuffle(starts, order);
    return starts;
  }
}
