package holotree.engine.builtin;

import holotree.api.fs.FileStat;
import holotree.api.fs.Obstacle;
import holotree.api.fs.ShareOutcome;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Gives files further names. `java.nio` links by path alone: whether the right inode got the name
/// is looked at afterwards, and a wrong one loses it again.
final class HardLink {

  private HardLink() {}

  /// Names the file at `existing` `name`.
  ///
  /// @param opened what was opened at `existing`
  /// @throws FileAlreadyExistsException if `name` is taken
  static ShareOutcome make(Path name, Path existing, FileStat opened) throws IOException {
    try {
      Files.createLink(name, existing);
    } catch (NoSuchFileException _) {
      return gone();
    } catch (UnsupportedOperationException _) {
      return new ShareOutcome.NotApplicable(
          Obstacle.NOT_POSSIBLE, "the file system has no hard links");
    } catch (IOException e) {
      if (e instanceof FileAlreadyExistsException || Failures.isNoSpace(e)) {
        throw e;
      }
      // Another file system, or one without links: java.nio has no kinds for these. Where it is
      // something else, whatever is made there instead fails alike.
      return new ShareOutcome.NotApplicable(
          Failures.isTooManyLinks(e) ? Obstacle.TOO_MANY_LINKS : Obstacle.NOT_POSSIBLE,
          Failures.reason(e));
    }
    FileStat made = FileStats.of(name);
    if (!made.sameInode(opened)) {
      Files.deleteIfExists(name);
      return gone();
    }
    return new ShareOutcome.Shared(made);
  }

  /// What is said of a source that its path does not lead to any more.
  static ShareOutcome.NotApplicable gone() {
    return new ShareOutcome.NotApplicable(
        Obstacle.SOURCE_GONE, "the file is not there any more under the name it was opened by");
  }
}
