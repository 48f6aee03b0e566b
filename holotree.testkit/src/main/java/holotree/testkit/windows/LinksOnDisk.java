package holotree.testkit.windows;

import holotree.testkit.windows.LinkRecords.LinkRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Makes and reads symbolic links. Thread-safe.
final class LinksOnDisk {

  private static final String DRIVE = "C:\\";
  private static final String EXACT_DRIVE = "\\\\?\\C:\\";

  private final Machine machine;
  private final Conditions conditions;

  LinksOnDisk(Machine machine, Conditions conditions) {
    this.machine = machine;
    this.conditions = conditions;
  }

  /// Under [Machine#changing].
  void make(Place place, String target, boolean toDirectory) throws WindowsRefusal, IOException {
    if (!conditions.maySymlink()) {
      throw new WindowsRefusal(Numbers.ERROR_PRIVILEGE_NOT_HELD);
    }
    conditions.requireRoom();
    conditions.requireFeature(Numbers.VOLUME_REPARSE_POINTS);
    if (place.existing() != null) {
      throw new WindowsRefusal(Numbers.ERROR_ALREADY_EXISTS);
    }
    if (target.isEmpty()) {
      throw new WindowsRefusal(Numbers.ERROR_INVALID_PARAMETER);
    }
    NameRules.requireUsable(place.name());
    Files.createSymbolicLink(place.path(), onDisk(target));
    machine.names().added(place.path());
    DiskEntry made = DiskEntry.at(place.path());
    if (made != null) {
      machine.links().keep(made, new LinkRecord(toDirectory, target));
    }
  }

  String read(OpenFile file) throws WindowsRefusal, IOException {
    Path path = machine.whereabouts().path(file);
    if (!file.isSymlink() || path == null) {
      throw new WindowsRefusal(Numbers.ERROR_NOT_A_REPARSE_POINT);
    }
    @Nullable LinkRecord made = machine.links().of(file.lastSeen());
    return made == null
        ? Files.readSymbolicLink(path).toString().replace('/', '\\')
        : made.target();
  }

  private static Path onDisk(String target) throws WindowsRefusal {
    String below = target;
    for (String drive : new String[] {EXACT_DRIVE, DRIVE}) {
      if (target.startsWith(drive)) {
        // What follows the drive's colon begins with its root.
        below = target.substring(drive.length() - 1);
      }
    }
    try {
      return Path.of(below.replace('\\', '/'));
    } catch (InvalidPathException notUtf8) {
      throw new WindowsRefusal(Numbers.ERROR_INVALID_NAME);
    }
  }
}
