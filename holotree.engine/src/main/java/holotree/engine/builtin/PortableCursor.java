package holotree.engine.builtin;

import holotree.api.fs.DirectoryCursor;
import holotree.api.fs.FileStat;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// Goes over a `DirectoryStream`. Not thread-safe.
final class PortableCursor implements DirectoryCursor {

  private final PortableDirectory directory;
  private final FileNames names;
  private final DirectoryStream<Path> stream;
  private final Iterator<Path> entries;
  private @Nullable Path current;

  PortableCursor(PortableDirectory directory, FileNames names, DirectoryStream<Path> stream) {
    this.directory = directory;
    this.names = names;
    this.stream = stream;
    this.entries = stream.iterator();
  }

  @Override
  public boolean next() {
    try {
      current = entries.hasNext() ? entries.next() : null;
      return current != null;
    } catch (DirectoryIteratorException e) {
      throw Failures.of("list", directory.path(), Failures.cause(e));
    }
  }

  @Override
  public byte[] name() {
    Path name = current().getFileName();
    return name == null ? new byte[0] : names.bytes(directory.path(), name);
  }

  @Override
  public FileStat stat() {
    Path path = current();
    try {
      directory.requireSame();
      return FileStats.of(path);
    } catch (IOException e) {
      throw Failures.of("look at", path, e);
    }
  }

  private Path current() {
    Path path = current;
    if (path == null) {
      throw new IllegalStateException("the cursor stands on no entry");
    }
    return path;
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      throw Failures.of("close", directory.path(), e);
    }
  }
}
