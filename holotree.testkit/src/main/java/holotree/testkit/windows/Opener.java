package holotree.testkit.windows;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Opens and makes files and directories. Thread-safe.
final class Opener {

  private static final String DATA = ":$DATA";

  private final Machine machine;
  private final Conditions conditions;

  Opener(Machine machine, Conditions conditions) {
    this.machine = machine;
    this.conditions = conditions;
  }

  OpenFile openFull(String fullName, Opening how) throws WindowsRefusal, IOException {
    return safely(how, () -> machine.names().full(fullName, conditions.hasLongPaths()));
  }

  OpenFile openBelow(OpenFile directory, String name, Opening how)
      throws WindowsRefusal, IOException {
    if (name.startsWith(":")) {
      return machine.changing(() -> openStream(directory, streamName(name), how));
    }
    if (name.isEmpty()) {
      return machine.locked(() -> openExisting(present(directory), how));
    }
    return safely(how, () -> machine.names().below(directory, name));
  }

  private OpenFile safely(Opening how, Step<Place> place) throws WindowsRefusal, IOException {
    return how.creates()
        ? machine.changing(() -> openOrMake(place.run(), how))
        : machine.locked(() -> openOrMake(place.run(), how));
  }

  private OpenFile openOrMake(Place place, Opening how) throws WindowsRefusal, IOException {
    DiskEntry existing = place.existing();
    if (existing != null) {
      return openExisting(existing, how);
    }
    if (!how.creates()) {
      throw new WindowsRefusal(Numbers.ERROR_FILE_NOT_FOUND);
    }
    return make(place, how);
  }

  private OpenFile openExisting(DiskEntry entry, Opening how) throws WindowsRefusal, IOException {
    Node known = machine.known(entry.key());
    if (known != null && known.pending().contains(entry.path())) {
      throw new WindowsRefusal(conditions.deletePending());
    }
    if (how.disposition() == Numbers.CREATE) {
      throw new WindowsRefusal(Numbers.ERROR_ALREADY_EXISTS);
    }
    requireKind(entry, how);
    if ((how.access() & Numbers.DELETE) != 0 || how.writes()) {
      conditions.requireWritable();
    }
    if (how.writes() && entry.isFile() && entry.isReadOnly()) {
      throw new WindowsRefusal(Numbers.ERROR_ACCESS_DENIED);
    }
    return register(entry, how, "", false);
  }

  private void requireKind(DiskEntry entry, Opening how) throws WindowsRefusal, IOException {
    if (!entry.isFile() && !entry.isDirectory() && !entry.isSymlink()) {
      throw new WindowsRefusal(Numbers.ERROR_ACCESS_DENIED);
    }
    if (how.wantsDirectory() || how.wantsNoDirectory()) {
      boolean directory =
          entry.isDirectory() || (entry.isSymlink() && machine.links().isToDirectory(entry));
      if (directory && how.wantsNoDirectory()) {
        throw new WindowsRefusal(Numbers.ERROR_ACCESS_DENIED);
      }
      if (!directory && how.wantsDirectory()) {
        throw new WindowsRefusal(Numbers.ERROR_DIRECTORY);
      }
    }
  }

  private OpenFile make(Place place, Opening how) throws WindowsRefusal, IOException {
    conditions.requireRoom();
    NameRules.requireUsable(place.name());
    DiskEntry parent = DiskEntry.at(place.parent());
    if (parent == null) {
      throw new WindowsRefusal(Numbers.ERROR_PATH_NOT_FOUND);
    }
    Node above = machine.known(parent.key());
    if (above != null && !above.pending().isEmpty()) {
      throw new WindowsRefusal(conditions.deletePending());
    }
    Path path = place.path();
    try {
      if (how.wantsDirectory()) {
        Files.createDirectory(path);
      } else {
        Files.createFile(path);
      }
    } catch (FileAlreadyExistsException madeByAnotherProgram) {
      return openExisting(present(path), how);
    }
    machine.names().added(path);
    return register(present(path), how, "", true);
  }

  private static DiskEntry present(Path path) throws WindowsRefusal, IOException {
    DiskEntry entry = DiskEntry.at(path);
    if (entry == null) {
      throw new WindowsRefusal(Numbers.ERROR_FILE_NOT_FOUND);
    }
    return entry;
  }

  private DiskEntry present(OpenFile file) throws WindowsRefusal, IOException {
    Path path = machine.whereabouts().path(file);
    if (path == null) {
      throw new WindowsRefusal(Numbers.ERROR_ACCESS_DENIED);
    }
    return present(path);
  }

  private OpenFile openStream(OpenFile file, String name, Opening how)
      throws WindowsRefusal, IOException {
    if (!conditions.fileSystem().has(Numbers.VOLUME_NAMED_STREAMS) || file.isSymlink()) {
      throw new WindowsRefusal(Numbers.ERROR_INVALID_NAME);
    }
    if (how.wantsDirectory()) {
      throw new WindowsRefusal(Numbers.ERROR_DIRECTORY);
    }
    DiskEntry entry = present(file);
    Path path = entry.path();
    if (how.writes()) {
      conditions.requireWritable();
      if (entry.isFile() && entry.isReadOnly()) {
        throw new WindowsRefusal(Numbers.ERROR_ACCESS_DENIED);
      }
    }
    @Nullable String existing = Streams.find(path, name);
    if (existing == null && !how.creates()) {
      throw new WindowsRefusal(Numbers.ERROR_FILE_NOT_FOUND);
    }
    if (existing != null && how.disposition() == Numbers.CREATE) {
      throw new WindowsRefusal(Numbers.ERROR_ALREADY_EXISTS);
    }
    if (existing == null) {
      conditions.requireRoom();
      Streams.write(path, name, new byte[0]);
    }
    return register(entry, how, existing == null ? name : existing, false);
  }

  private static String streamName(String given) throws WindowsRefusal {
    String name = given.substring(1);
    if (name.toUpperCase(Locale.ROOT).endsWith(DATA)) {
      name = name.substring(0, name.length() - DATA.length());
    }
    if (name.length() > Numbers.MAX_NAME || name.isEmpty() || name.matches(".*[:/\\\\\0].*")) {
      throw new WindowsRefusal(Numbers.ERROR_INVALID_NAME);
    }
    return name;
  }

  private OpenFile register(DiskEntry entry, Opening how, String stream, boolean created)
      throws WindowsRefusal, IOException {
    Node known = machine.known(entry.key());
    if (known != null && known.conflicts(how.access(), how.share(), stream)) {
      throw new WindowsRefusal(Numbers.ERROR_SHARING_VIOLATION);
    }
    boolean deleting = (how.access() & Numbers.DELETE) != 0;
    if (deleting && !created && machine.isDeniedElsewhere(entry.key())) {
      throw new WindowsRefusal(Numbers.ERROR_SHARING_VIOLATION);
    }
    Node node = known == null ? new Node(entry.key()) : known;
    OpenFile file = new OpenFile(node, entry, how, stream, created, machine.whereabouts());
    machine.opened(file);
    return file;
  }
}
