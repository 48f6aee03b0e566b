package holotree.fs.windows;

import holotree.api.fs.Capabilities;
import holotree.api.fs.Probe;
import holotree.api.fs.Sharing;
import holotree.api.fs.WorkerLimits;
import holotree.fs.windows.Patience.Wait;
import java.nio.file.Path;

/// Tries what a file system can do, in a directory that it makes and removes. Thread-safe.
final class WindowsProbe implements Probe {

  private static final String LOWER = "a";
  private static final String UPPER = "A";
  private static final String COMPOSED = "\u00e9";
  private static final String DECOMPOSED = "e\u0301";
  private static final String LINK = "l";

  // Virus checkers look at each new file; more threads than these wait for one another there.
  private static final int MOST_CREATING = 8;

  // Links of one file are made one after another in NTFS.
  private static final int MOST_LINKING = 4;

  private final Disk disk;

  WindowsProbe(Disk disk) {
    this.disk = disk;
  }

  @Override
  public Capabilities measure(Path directory) {
    try (ProbedDirectory probed = new ProbedDirectory(disk, directory)) {
      try {
        return measure(probed);
      } catch (WindowsError error) {
        throw Disk.failure("try names in", directory, error);
      }
    }
  }

  @Override
  public Sharing measureSharing(Path source, Path target) {
    try (ProbedDirectory from = new ProbedDirectory(disk, source);
        ProbedDirectory to = new ProbedDirectory(disk, target)) {
      try {
        return SharingTrial.between(from, to);
      } catch (WindowsError error) {
        throw Disk.failure("try links and clones in", target, error);
      }
    }
  }

  private Capabilities measure(ProbedDirectory probed) throws WindowsError {
    String name = ProbedDirectory.newName();
    long ground = disk.open(Wait.HELD_OR_DENIED, probed.number(), name, Disk.NEW_SHARED_DIRECTORY);
    try {
      return measureOn(ground);
    } finally {
      disk.close(ground);
      Removal.ofDirectory(disk, probed.number(), name);
    }
  }

  private Capabilities measureOn(long ground) throws WindowsError {
    int processors = Runtime.getRuntime().availableProcessors();
    return new Capabilities(
        !isSame(ground, LOWER, UPPER),
        !isSame(ground, COMPOSED, DECOMPOSED),
        false,
        true,
        makesSymlinks(ground),
        disk.kernel().volume(ground).maxName(),
        new WorkerLimits(
            Math.clamp(processors, 1, MOST_CREATING), Math.clamp(processors, 1, MOST_LINKING)));
  }

  private boolean isSame(long ground, String made, String asked) throws WindowsError {
    long file = ProbedDirectory.makeFile(disk, ground, made);
    try {
      disk.close(disk.open(Wait.HELD_OR_DENIED, ground, asked, Disk.LOOK));
      return true;
    } catch (WindowsError error) {
      if (Disk.isAbsent(error)) {
        return false;
      }
      throw error;
    } finally {
      ProbedDirectory.remove(disk, file);
    }
  }

  private boolean makesSymlinks(long ground) throws WindowsError {
    String link = FullName.child(disk.kernel().finalName(ground), LINK);
    try {
      disk.kernel().makeSymlink(link, LOWER, false);
    } catch (WindowsError cannot) {
      return false;
    }
    Removal.ofFile(disk, ground, LINK);
    return true;
  }
}
