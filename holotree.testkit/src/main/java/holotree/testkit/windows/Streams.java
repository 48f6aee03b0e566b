package holotree.testkit.windows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import org.jspecify.annotations.Nullable;

/// The further streams of files and directories, each an extended attribute of the disk.
final class Streams {

  private static final String PREFIX = "windows.stream.";

  private Streams() {}

  /// The stream of that name in whatever case, as it is called; null if there is none.
  static @Nullable String find(Path path, String name) throws IOException {
    for (String each : view(path).list()) {
      if (each.startsWith(PREFIX)) {
        String stream = each.substring(PREFIX.length());
        if (NameRules.folded(stream).equals(NameRules.folded(name))) {
          return stream;
        }
      }
    }
    return null;
  }

  static byte[] read(Path path, String name) throws IOException {
    UserDefinedFileAttributeView view = view(path);
    ByteBuffer buffer = ByteBuffer.allocate(view.size(PREFIX + name));
    view.read(PREFIX + name, buffer);
    byte[] bytes = new byte[buffer.position()];
    buffer.flip().get(bytes);
    return bytes;
  }

  static void write(Path path, String name, byte[] bytes) throws IOException {
    view(path).write(PREFIX + name, ByteBuffer.wrap(bytes));
  }

  static void remove(Path path, String name) throws IOException {
    view(path).delete(PREFIX + name);
  }

  private static UserDefinedFileAttributeView view(Path path) {
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
    if (view == null) {
      throw new IllegalStateException("no extended attributes: this is for Linux");
    }
    return view;
  }
}
