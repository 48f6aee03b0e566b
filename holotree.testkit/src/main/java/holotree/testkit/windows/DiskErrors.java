package holotree.testkit.windows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// What Windows would say of what the disk says.
final class DiskErrors {

  private DiskErrors() {}

  /// @throws UncheckedIOException if no test should meet it
  static WindowsRefusal refusal(IOException e) {
    String message = String.valueOf(e.getMessage());
    return new WindowsRefusal(
        switch (e) {
          case NoSuchFileException _ -> Numbers.ERROR_FILE_NOT_FOUND;
          case FileAlreadyExistsException _ -> Numbers.ERROR_ALREADY_EXISTS;
          case DirectoryNotEmptyException _ -> Numbers.ERROR_DIR_NOT_EMPTY;
          case AccessDeniedException _ -> Numbers.ERROR_ACCESS_DENIED;
          case NotDirectoryException _ -> Numbers.ERROR_PATH_NOT_FOUND;
          default -> {
            if (message.contains("No space left")) {
              yield Numbers.ERROR_DISK_FULL;
            } else if (message.contains("Too many links")) {
              yield Numbers.ERROR_TOO_MANY_LINKS;
            } else if (message.contains("File name too long")) {
              yield Numbers.ERROR_INVALID_NAME;
            } else if (message.contains("Not a directory")) {
              yield Numbers.ERROR_PATH_NOT_FOUND;
            } else if (message.contains("Too many open files")) {
              yield Numbers.ERROR_TOO_MANY_OPEN_FILES;
            } else if (message.contains("Permission denied")) {
              yield Numbers.ERROR_ACCESS_DENIED;
            } else if (message.contains("No such file")) {
              yield Numbers.ERROR_FILE_NOT_FOUND;
            }
            throw new UncheckedIOException("not imitated: " + e, e);
          }
        });
  }
}
