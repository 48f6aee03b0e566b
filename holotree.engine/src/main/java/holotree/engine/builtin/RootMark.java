package holotree.engine.builtin;

import holotree.api.fs.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import org.jspecify.annotations.Nullable;

/// The note on a root that says which space it is: the user-defined attribute `holotree.space`,
/// which is `user.holotree.space` on Linux and an alternate stream on Windows.
record RootMark(Path root) {

  private static final String NAME = "holotree.space";

  Outcome write(String note) throws IOException {
    UserDefinedFileAttributeView view = view();
    if (view == null) {
      return new Outcome.NotApplicable("the file system keeps no attributes of users");
    }
    try {
      view.write(NAME, ByteBuffer.wrap(note.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      if (Failures.isNotSupported(e)) {
        return new Outcome.NotApplicable(Failures.reason(e));
      }
      throw e;
    }
    return Outcome.DONE;
  }

  /// What is noted; empty if nothing is, null if nothing can be.
  @Nullable String read() throws IOException {
    UserDefinedFileAttributeView view = view();
    if (view == null) {
      return null;
    }
    try {
      ByteBuffer bytes = ByteBuffer.allocate(view.size(NAME));
      view.read(NAME, bytes);
      return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    } catch (IOException e) {
      if (Failures.isNotSupported(e)) {
        return null;
      }
      // There is no telling absence by the failure.
      if (!view.list().contains(NAME)) {
        return "";
      }
      throw e;
    }
  }

  private @Nullable UserDefinedFileAttributeView view() {
    return Files.getFileAttributeView(
        root, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
  }
}
