package holotree.testkit.windows;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Renames, links and deletes what is open. Under [Machine#changing].
final class NameChanges {

  private final Machine machine;
  private final Conditions conditions;

  NameChanges(Machine machine, Conditions conditions) {
    this.machine = machine;
    this.conditions = conditions;
  }

  void rename(OpenFile file, Place place, boolean replace) throws WindowsRefusal, IOException {
    file.requireAccess(Numbers.DELETE);
    DiskEntry source = source(file);
    requirePlace(source, place);
    if (source.isDirectory() && machine.isOpenBelow(source.path())) {
      throw denied();
    }
    DiskEntry target = place.existing();
    boolean same = target != null && target.path().equals(source.path());
    if (target != null && !same) {
      requireReplaceable(source, target, replace);
    }
    move(source, place, same);
    renamed(file.node(), source, place.path());
  }

  private void move(DiskEntry source, Place place, boolean same) throws IOException {
    DiskEntry target = place.existing();
    if (target != null && !same) {
      if (target.key().equals(source.key())) {
        Files.delete(source.path());
      } else {
        Files.move(source.path(), target.path(), StandardCopyOption.ATOMIC_MOVE);
        conditions.giveBack(machine.gone(target));
      }
      if (!target.path().equals(place.path())) {
        Files.move(target.path(), place.path(), StandardCopyOption.ATOMIC_MOVE);
        machine.names().removed(target.path(), false);
      }
    } else if (!source.path().equals(place.path())) {
      Files.move(source.path(), place.path(), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private void renamed(Node node, DiskEntry source, Path now) throws IOException {
    machine.names().removed(source.path(), source.isDirectory());
    machine.names().added(now);
    for (OpenFile each : node.open()) {
      if (each.path().equals(source.path())) {
        each.moved(now);
      }
    }
  }

  private void requireReplaceable(DiskEntry source, DiskEntry target, boolean replace)
      throws WindowsRefusal, IOException {
    if (!replace) {
      throw new WindowsRefusal(Numbers.ERROR_ALREADY_EXISTS);
    }
    boolean directory =
        target.isDirectory() || (target.isSymlink() && machine.links().isToDirectory(target));
    if (directory || source.isDirectory() || target.isReadOnly()) {
      throw denied();
    }
    Node node = machine.known(target.key());
    boolean open =
        node != null
            && (!node.pending().isEmpty()
                || node.conflicts(Numbers.DELETE, Numbers.SHARE_ALL, "")
                || (!conditions.deletesAtOnce() && !node.isIdle()));
    boolean same = target.key().equals(source.key());
    if (!same && (open || machine.isDeniedElsewhere(target.key()))) {
      throw denied();
    }
  }

  void link(OpenFile file, Place place) throws WindowsRefusal, IOException {
    conditions.requireFeature(Numbers.VOLUME_HARD_LINKS);
    DiskEntry source = source(file);
    requirePlace(source, place);
    if (source.isDirectory()) {
      throw denied();
    }
    if (place.existing() != null) {
      throw new WindowsRefusal(Numbers.ERROR_ALREADY_EXISTS);
    }
    if (source.links() >= conditions.mostLinks()) {
      throw new WindowsRefusal(Numbers.ERROR_TOO_MANY_LINKS);
    }
    Files.createLink(place.path(), source.path());
    machine.names().added(place.path());
  }

  void delete(OpenFile file) throws WindowsRefusal, IOException {
    file.requireAccess(Numbers.DELETE);
    if (file.isStream()) {
      file.deleting(true);
      return;
    }
    DiskEntry source = source(file);
    if (!conditions.deletesAtOnce() && source.isReadOnly() && source.isFile()) {
      throw denied();
    }
    if (source.isDirectory()) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(source.path())) {
        if (entries.iterator().hasNext()) {
          throw new WindowsRefusal(Numbers.ERROR_DIR_NOT_EMPTY);
        }
      }
    }
    file.deleting(conditions.deletesAtOnce());
    file.node().pending().add(source.path());
  }

  private DiskEntry source(OpenFile file) throws WindowsRefusal, IOException {
    conditions.requireWritable();
    DiskEntry source = machine.whereabouts().entry(file);
    if (file.isStream() || machine.whereabouts().path(file) == null) {
      throw denied();
    }
    if (file.node().pending().contains(source.path())) {
      throw new WindowsRefusal(conditions.deletePending());
    }
    return source;
  }

  private void requirePlace(DiskEntry source, Place place) throws WindowsRefusal, IOException {
    NameRules.requireUsable(place.name());
    DiskEntry parent = DiskEntry.at(place.parent());
    if (parent == null) {
      throw new WindowsRefusal(Numbers.ERROR_PATH_NOT_FOUND);
    }
    if (parent.key().device() != source.key().device()) {
      throw new WindowsRefusal(Numbers.ERROR_NOT_SAME_DEVICE);
    }
    Node above = machine.known(parent.key());
    if (above != null && !above.pending().isEmpty()) {
      throw new WindowsRefusal(conditions.deletePending());
    }
    if (source.isDirectory() && place.parent().startsWith(source.path())) {
      throw denied();
    }
  }

  private static WindowsRefusal denied() {
    return new WindowsRefusal(Numbers.ERROR_ACCESS_DENIED);
  }
}
