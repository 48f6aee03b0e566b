package holotree.fs.windows;

import holotree.api.fs.Obstacle;
import holotree.api.fs.ShareOutcome;
import org.jspecify.annotations.Nullable;

/// Has a new file share the bytes of another, on ReFS and wherever else the file system says that it can
/// ("Block cloning" and `FSCTL_DUPLICATE_EXTENTS_TO_FILE` of Microsoft's documentation).
final class BlockClone {

  // "less than 4 GiB" is what one call takes.
  private static final long LARGEST = 1L << 30;

  private BlockClone() {}

  /// What keeps files in a directory from sharing the bytes of an open file; null if nothing is known to.
  static ShareOutcome.@Nullable NotApplicable obstacle(HeldDirectory parent, long source) {
    Handle directory = parent.owner().pin(parent);
    try {
      return obstacle(parent.disk().kernel(), source, directory.number());
    } catch (WindowsError error) {
      throw parent.failure("ask the file system of", error);
    } finally {
      directory.release();
    }
  }

  /// As the other, of an open directory.
  static ShareOutcome.@Nullable NotApplicable obstacle(Kernel kernel, long source, long directory)
      throws WindowsError {
    Kernel.Volume volume = kernel.volume(directory);
    if ((volume.flags() & Win32.VOLUME_BLOCK_REFCOUNTING) == 0) {
      return impossible("files cannot share their bytes on " + volume.type());
    }
    return kernel.facts(source).volume() == kernel.facts(directory).volume()
        ? null
        : impossible("the two places are on different volumes");
  }

  /// Has the empty file `target` be as long as `source` and share all its bytes.
  ///
  /// @return null if it was done
  static ShareOutcome.@Nullable NotApplicable make(Disk disk, long source, long target)
      throws WindowsError {
    Kernel kernel = disk.kernel();
    try {
      long size = kernel.facts(source).size();
      long cluster = Math.max(1, kernel.volume(target).cluster());
      kernel.setSize(target, size);
      for (long at = 0; at < size; at += LARGEST) {
        long length = Math.min(LARGEST, size - at);
        kernel.share(source, target, at, Math.ceilDiv(length, cluster) * cluster);
      }
      return null;
    } catch (WindowsError error) {
      String reason = SystemError.reason(error);
      if (error.isAny(Win32.ERROR_BLOCK_TOO_MANY_REFERENCES)) {
        return new ShareOutcome.NotApplicable(Obstacle.TOO_MANY_LINKS, reason);
      }
      if (error.isAny(
          Win32.ERROR_NOT_SAME_DEVICE,
          Win32.ERROR_INVALID_FUNCTION,
          Win32.ERROR_NOT_SUPPORTED,
          Win32.ERROR_INVALID_PARAMETER,
          Win32.ERROR_ACCESS_DENIED)) {
        return impossible("the file system does not clone this file: " + reason);
      }
      throw error;
    }
  }

  private static ShareOutcome.NotApplicable impossible(String reason) {
    return new ShareOutcome.NotApplicable(Obstacle.NOT_POSSIBLE, reason);
  }
}
