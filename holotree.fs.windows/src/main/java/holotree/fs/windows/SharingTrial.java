package holotree.fs.windows;

import holotree.api.fs.Outcome;
import holotree.api.fs.ShareOutcome;
import holotree.api.fs.Sharing;
import org.jspecify.annotations.Nullable;

/// Links and clones a file of one cluster from one directory into another, and removes all again.
final class SharingTrial {

  private SharingTrial() {}

  /// Tries it.
  static Sharing between(ProbedDirectory source, ProbedDirectory target) throws WindowsError {
    Disk disk = source.disk();
    long file = ProbedDirectory.makeFile(disk, source.number(), ProbedDirectory.newName());
    try {
      disk.kernel().setSize(file, Math.max(1, disk.kernel().volume(file).cluster()));
      return new Sharing(link(disk, file, target), cloned(disk, file, target));
    } finally {
      ProbedDirectory.remove(disk, file);
    }
  }

  private static Outcome link(Disk disk, long file, ProbedDirectory target) throws WindowsError {
    String name = ProbedDirectory.newName();
    return switch (HardLink.make(disk, file, target.number(), name)) {
      case ShareOutcome.Shared _ -> {
        Removal.ofFile(disk, target.number(), name);
        yield Outcome.DONE;
      }
      case ShareOutcome.NotApplicable(_, String reason) -> new Outcome.NotApplicable(reason);
    };
  }

  private static Outcome cloned(Disk disk, long source, ProbedDirectory target)
      throws WindowsError {
    ShareOutcome.NotApplicable obstacle =
        BlockClone.obstacle(disk.kernel(), source, target.number());
    if (obstacle == null) {
      obstacle = trial(disk, source, target);
    }
    return obstacle == null ? Outcome.DONE : new Outcome.NotApplicable(obstacle.reason());
  }

  private static ShareOutcome.@Nullable NotApplicable trial(
      Disk disk, long source, ProbedDirectory target) throws WindowsError {
    long file = ProbedDirectory.makeFile(disk, target.number(), ProbedDirectory.newName());
    try {
      return BlockClone.make(disk, source, file);
    } finally {
      ProbedDirectory.remove(disk, file);
    }
  }
}
