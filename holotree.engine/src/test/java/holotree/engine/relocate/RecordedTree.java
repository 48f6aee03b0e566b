package holotree.engine.relocate;

import holotree.api.Catalog;
import holotree.api.CatalogBuilder;
import holotree.api.ContentKind;
import holotree.api.EntryType;
import holotree.api.Relocations;
import holotree.api.Spelling;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A small tree as a recorder would have left it, in memory.
final class RecordedTree {

  /// A file or a symlink with filler where the stage's path was.
  private static final class Item {
    final EntryType type;
    final byte[] bytes;
    final @Nullable Relocations places;

    Item(EntryType type, byte[] bytes, @Nullable Relocations places) {
      this.type = type;
      this.bytes = bytes;
      this.places = places;
    }
  }

  private final StagePath stage;
  private final TreeMap<List<String>, Item> items =
      new TreeMap<>((a, b) -> {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
          int order = a.get(i).compareTo(b.get(i));
          if (order != 0) {
            return order;
          }
        }
        return a.size() - b.size();
      });
  private final Map<String, Integer> entries = new HashMap<>();
  private @Nullable Catalog catalog;

  RecordedTree(StagePath stage) {
    this.stage = stage;
  }

  static StagePath stage(String given) {
    return stage(given, given);
  }

  static StagePath stage(String given, String resolved) {
    return new StagePath(bytes(given), bytes(resolved));
  }

  static TargetPath target(String given) {
    return new TargetPath(bytes(given), bytes(given));
  }

  static TargetPath target(String given, String resolved) {
    return new TargetPath(bytes(given), bytes(resolved));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  RecordedTree file(String path, ContentKind kind, String content) {
    return file(path, kind, bytes(content));
  }

  RecordedTree file(String path, ContentKind kind, byte[] content) {
    byte[] filled = content.clone();
    Places places = new Places();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment window = arena.allocateFrom(ValueLayout.JAVA_BYTE, content);
      new RelocationFinder(stage)
          .replace(window, 0, content.length, 0, true, true, fileKind(kind), places);
      MemorySegment.copy(window, ValueLayout.JAVA_BYTE, 0, filled, 0, filled.length);
    }
    items.put(
        List.of(path.split("/")), new Item(EntryType.FILE, filled, places.toRelocations(kind)));
    return this;
  }

  private static FileKind fileKind(ContentKind kind) {
    return switch (kind) {
      case TEXT -> FileKind.UNDECIDED;
      case ELF -> FileKind.ELF;
      case PYC -> FileKind.PYC;
      case BINARY -> FileKind.BINARY;
    };
  }

  RecordedTree symlink(String path, String target) {
    byte[] filled = bytes(target);
    Relocations places = stage.replaceInTarget(filled);
    items.put(List.of(path.split("/")), new Item(EntryType.SYMLINK, filled, places));
    return this;
  }

  Catalog catalog() {
    if (catalog == null) {
      catalog = build();
    }
    return catalog;
  }

  int entry(String path) {
    catalog();
    return Objects.requireNonNull(entries.get(path), path);
  }

  Set<String> paths() {
    catalog();
    return entries.keySet();
  }

  byte[] content(String path) {
    return Objects.requireNonNull(items.get(List.of(path.split("/"))), path).bytes;
  }

  @Nullable Relocations catalogPlaces(String path) {
    return catalog().relocations(entry(path));
  }

  private Catalog build() {
    CatalogBuilder builder = new CatalogBuilder();
    for (Spelling spelling : Spelling.values()) {
      builder.setStageLength(spelling, stage.length(spelling));
    }
    builder.add(0, new byte[0], EntryType.DIRECTORY, 0755, 0, 0);
    items.forEach((names, item) -> {
      int parent = 0;
      List<String> above = new ArrayList<>();
      for (String name : names.subList(0, names.size() - 1)) {
        above.add(name);
        int in = parent;
        parent =
            entries.computeIfAbsent(
                String.join("/", above),
                _ -> builder.add(in, bytes(name), EntryType.DIRECTORY, 0755, 0, 0));
      }
      boolean file = item.type == EntryType.FILE;
      int entry = builder.add(parent, bytes(names.getLast()), item.type, file ? 0644 : 0777, 0, 0);
      if (file) {
        builder.setFile(entry, 0644, 0, 0, item.bytes.length);
      } else {
        builder.setTarget(entry, item.bytes);
      }
      if (item.places != null) {
        builder.setRelocations(entry, item.places);
      }
      entries.put(String.join("/", names), entry);
    });
    return builder.build();
  }
}
