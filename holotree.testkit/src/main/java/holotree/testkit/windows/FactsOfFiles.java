package holotree.testkit.windows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/// Tells and sets facts of what is open. Thread-safe.
final class FactsOfFiles {

  private final Machine machine;
  private final Conditions conditions;

  FactsOfFiles(Machine machine, Conditions conditions) {
    this.machine = machine;
    this.conditions = conditions;
  }

  SimulatedFacts of(OpenFile file) throws WindowsRefusal, IOException {
    file.requireAccess(Numbers.READ_ATTRIBUTES);
    DiskEntry entry = machine.whereabouts().entry(file);
    long size = entry.isFile() ? entry.size() : 0;
    if (file.isStream()) {
      size = Streams.read(entry.path(), file.stream()).length;
    }
    boolean wide = conditions.fileSystem() == FileSystemKind.REFS;
    return new SimulatedFacts(
        attributes(entry),
        entry.isSymlink() ? Numbers.REPARSE_TAG_SYMLINK : 0,
        entry.created(),
        entry.modified(),
        entry.changed(),
        size,
        Math.ceilDiv(size, Numbers.CLUSTER) * Numbers.CLUSTER,
        entry.isDirectory() ? Math.min(entry.links(), 1) : entry.links(),
        entry.key().device(),
        wide ? 1 : 0,
        entry.key().inode());
  }

  private int attributes(DiskEntry entry) throws IOException {
    int attributes = entry.isDirectory() ? Numbers.ATTRIBUTE_DIRECTORY : Numbers.ATTRIBUTE_ARCHIVE;
    if (entry.isReadOnly()) {
      attributes |= Numbers.ATTRIBUTE_READONLY;
    }
    if (entry.isSymlink()) {
      attributes = Numbers.ATTRIBUTE_REPARSE_POINT;
      if (machine.links().isToDirectory(entry)) {
        attributes |= Numbers.ATTRIBUTE_DIRECTORY;
      }
    }
    return attributes;
  }

  void set(OpenFile file, long modified, int attributes) throws WindowsRefusal, IOException {
    file.requireAccess(Numbers.WRITE_ATTRIBUTES);
    conditions.requireWritable();
    Path path = resolved(file);
    DiskEntry entry = machine.whereabouts().entry(file);
    if (attributes != 0 && !entry.isSymlink()) {
      boolean readOnly = (attributes & Numbers.ATTRIBUTE_READONLY) != 0;
      if (readOnly != entry.isReadOnly()) {
        setReadOnly(path, readOnly);
      }
    }
    if (modified != 0) {
      Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .setTimes(DiskEntry.time(modified), null, null);
    }
  }

  private static void setReadOnly(Path path, boolean readOnly) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
    if (readOnly) {
      permissions.remove(PosixFilePermission.OWNER_WRITE);
      permissions.remove(PosixFilePermission.GROUP_WRITE);
      permissions.remove(PosixFilePermission.OTHERS_WRITE);
    } else {
      permissions.add(PosixFilePermission.OWNER_WRITE);
    }
    Files.setPosixFilePermissions(path, permissions);
  }

  SimulatedSpace space(Path path) throws IOException {
    long there = Files.getFileStore(path).getUsableSpace();
    return new SimulatedSpace(Math.min(there, conditions.bytesLeft()), Numbers.CLUSTER);
  }

  /// Where something open is.
  Path resolved(OpenFile file) throws WindowsRefusal, IOException {
    Path path = machine.whereabouts().path(file);
    if (path == null) {
      throw new WindowsRefusal(Numbers.ERROR_ACCESS_DENIED);
    }
    return path;
  }
}
