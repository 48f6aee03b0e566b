package holotree.engine.blueprint;

import holotree.api.Catalog;
import holotree.api.Digest;
import holotree.api.PlainText;
import holotree.api.error.InterruptedOperationException;
import holotree.api.error.NotFoundException;
import holotree.api.error.RefusedException;
import holotree.api.error.UnsafeException;
import holotree.api.fs.DirectoryCursor;
import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeDirectory;
import holotree.engine.blueprint.Blueprint.Entry;
import holotree.engine.format.Hasher;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/// Reads the files that a blueprint names. Not thread-safe. The caller closes it.
///
/// Names of sources do not count, only what is in them: of a file its bytes; of a directory the path,
/// type and bytes of each file beneath, whether its owner may execute it, and each symbolic link's
/// target. Directories by themselves do not count, nor do times, owners and other bits of modes.
public final class SourceReader implements AutoCloseable {

  private static final int BLOCK_BYTES = 256 << 10;
  private static final int OWNER_EXECUTES = 0100;
  private static final int SHOWN_CHARACTERS = 200;

  private final FileSystemStrategy strategy;
  private final Hasher hasher = new Hasher();
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment block = arena.allocate(BLOCK_BYTES);

  /// A reader.
  public SourceReader(FileSystemStrategy strategy) {
    this.strategy = strategy;
  }

  /// Adds the file or directory at `source`, where a symbolic link may lead to it.
  ///
  /// @throws NotFoundException if nothing is there
  /// @throws UnsafeException if it is, or holds, a socket, device or FIFO, or is too deep
  public void add(Path source, Blueprint blueprint) {
    Path resolved = resolve(source.toAbsolutePath().normalize());
    FileStat stat = strategy.stat(resolved);
    Path parent = resolved.getParent();
    Path name = resolved.getFileName();
    if (stat == null) {
      throw missing(source);
    }
    if (stat.kind() == EntryKind.DIRECTORY) {
      try (SpaceTree tree = strategy.openTree(resolved)) {
        blueprint.addDirectory(entries(tree, source));
      }
    } else if (stat.kind() == EntryKind.FILE && parent != null && name != null) {
      try (SpaceTree tree = strategy.openTree(parent)) {
        blueprint.addFile(digest(tree, tree.root(), bytes(name.toString())));
      }
    } else {
      throw new UnsafeException(
          source.toString(),
          "a socket, device or FIFO cannot tell twice what is in it",
          "Name a file, or - for standard input.");
    }
  }

  @Override
  public void close() {
    arena.close();
  }

  private Path resolve(Path source) {
    FileStat there = strategy.stat(source);
    if (there == null) {
      throw missing(source);
    }
    try {
      return strategy.resolve(source);
    } catch (RefusedException unresolved) {
      if (there.kind() == EntryKind.SYMLINK) {
        throw missing(source);
      }
      throw unresolved;
    }
  }

  private List<Entry> entries(SpaceTree tree, Path source) {
    List<Entry> entries = new ArrayList<>();
    Deque<Level> open = new ArrayDeque<>();
    // Names are bytes: one character stands for each.
    StringBuilder path = new StringBuilder();
    open.push(list(tree, tree.root(), path, source, entries));
    while (!open.isEmpty()) {
      Level level = open.getFirst();
      path.setLength(level.pathLength);
      if (!level.directories.hasNext()) {
        level.directory.release();
        open.pop();
        continue;
      }
      byte[] name = level.directories.next();
      if (open.size() == Catalog.MAX_DEPTH) {
        throw tooDeep(below(path, name), source);
      }
      TreeDirectory directory = tree.openDirectory(level.directory, name);
      path.append(latin(name)).append('/');
      open.push(list(tree, directory, path, source, entries));
    }
    entries.sort(Comparator.comparing(Entry::path, Arrays::compareUnsigned));
    return entries;
  }

  // Adds what is in one directory to the entries.
  private Level list(
      SpaceTree tree,
      TreeDirectory directory,
      StringBuilder path,
      Path source,
      List<Entry> entries) {
    List<byte[]> directories = new ArrayList<>();
    try (DirectoryCursor cursor = tree.list(directory)) {
      while (cursor.next()) {
        byte[] name = cursor.name();
        FileStat stat = cursor.stat();
        switch (stat.kind()) {
          case DIRECTORY -> directories.add(name);
          case FILE ->
              entries.add(
                  new Entry(
                      below(path, name),
                      (stat.mode() & OWNER_EXECUTES) == 0 ? "file" : "executable",
                      digest(tree, directory, name).toBytes()));
          case SYMLINK ->
              entries.add(
                  new Entry(below(path, name), "symlink", tree.readSymlink(directory, name)));
          case OTHER ->
              throw new UnsafeException(
                  "\"" + new String(below(path, name), StandardCharsets.UTF_8) + "\" in " + source,
                  "a socket, device or FIFO cannot tell twice what is in it",
                  "Remove it, or name the files one by one.");
        }
      }
    }
    return new Level(directory, path.length(), directories.iterator());
  }

  private static UnsafeException tooDeep(byte[] path, Path source) {
    String text = PlainText.of(path);
    return new UnsafeException(
        "\"" + text.substring(0, Math.min(text.length(), SHOWN_CHARACTERS)) + "...\" in " + source,
        "at most " + Catalog.MAX_DEPTH + " levels",
        "Remove what lies so deep, or name the files one by one.");
  }

  private Digest digest(SpaceTree tree, TreeDirectory directory, byte[] name) {
    try (ReadableFile file = tree.openFile(directory, name)) {
      long offset = 0;
      long count;
      do {
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedOperationException("read what the blueprint names");
        }
        count = file.read(offset, block);
        hasher.update(block.asSlice(0, count));
        offset += count;
      } while (count == block.byteSize());
      return hasher.finish();
    }
  }

  private static NotFoundException missing(Path source) {
    return new NotFoundException(
        "There is no file or directory " + source + ".",
        List.of(),
        "Name the files that say what to build.");
  }

  private static byte[] below(StringBuilder directory, byte[] name) {
    return (directory + latin(name)).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String latin(byte[] name) {
    return new String(name, StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// A directory whose directories are read one after the other.
  ///
  /// @param pathLength length of its path and the `/` behind it, bytes; 0 for the root
  /// @param directories the names of those that were not read yet
  private record Level(TreeDirectory directory, int pathLength, Iterator<byte[]> directories) {}
}
