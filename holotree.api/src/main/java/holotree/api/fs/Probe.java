package holotree.api.fs;

import java.nio.file.Path;

/// Tells what a place can do, by trying. Thread-safe.
///
/// Promises of every implementation, which its contract tests cite:
///
/// 1. It leaves nothing behind, and changes nothing that was there. What a kill in the middle leaves in a
///    directory has names that begin with [#PREFIX].
/// 2. What it says holds for the file systems of these directories at that moment.
public interface Probe {

  /// What the names of everything begin with that is made in a directory to try it.
  String PREFIX = ".holotree-probe-";

  /// Tries the file system that holds `directory`.
  ///
  /// @param directory absolute; exists and is writable
  Capabilities measure(Path directory);

  /// Tries how files in `source` can be shared with `target`.
  ///
  /// @param source absolute; an existing, writable directory
  /// @param target absolute; an existing, writable directory
  Sharing measureSharing(Path source, Path target);
}
