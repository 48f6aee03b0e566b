package holotree.api.fs;

import java.nio.file.Path;

/// Tells what a place can do, by trying. Thread-safe.
///
/// Promises of every implementation, which its contract tests cite:
///
/// 1. It leaves nothing behind, and changes nothing that was there.
/// 2. What it says holds for the file system of `directory` at that moment.
public interface Probe {

  /// Tries the file system that holds `directory`.
  ///
  /// @param directory absolute; exists and is writable
  Capabilities measure(Path directory);
}
