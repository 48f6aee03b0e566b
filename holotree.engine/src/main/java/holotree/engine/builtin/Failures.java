package holotree.engine.builtin;

import holotree.api.error.HolotreeException;
import holotree.api.error.InterruptedOperationException;
import holotree.api.error.NoSpaceException;
import holotree.api.error.RefusedException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// Turns what `java.nio` throws into the family of [HolotreeException].
///
/// `java.nio` hides the number of an error, so its text decides. Where the C library translates its
/// texts, a full disk is reported as a plain refusal with the translated reason.
final class Failures {

  private static final List<String> NO_SPACE =
      List.of("no space left", "disk quota exceeded", "not enough space");
  private static final List<String> NOT_SUPPORTED =
      List.of("not supported", "not implemented", "operation not permitted");

  private Failures() {}

  /// The failure of `operation` on `path`.
  static HolotreeException of(String operation, Path path, IOException failure) {
    if (failure instanceof ClosedChannelException) {
      // A channel that its owner has not closed was closed by the interrupt of a thread that used
      // it.
      return new InterruptedOperationException(operation + " " + path);
    }
    if (isNoSpace(failure)) {
      return new NoSpaceException(path.toString(), -1, Free.bytesAt(path), failure);
    }
    return new RefusedException(
        operation, path.toString(), reason(failure), next(failure), failure);
  }

  /// A refusal that no system call made.
  static RefusedException refused(String operation, Path path, String reason, String next) {
    return new RefusedException(operation, path.toString(), reason, next, null);
  }

  /// Why, one clause.
  static String reason(IOException failure) {
    return switch (failure) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException _ -> "no such file or directory";
      case FileAlreadyExistsException _ -> "something is there already";
      case DirectoryNotEmptyException _ -> "the directory is not empty";
      case NotDirectoryException _ -> "it is no directory";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      default -> {
        String message = failure.getMessage();
        yield message == null ? failure.getClass().getSimpleName() : message;
      }
    };
  }

  /// What stopped a listing.
  static IOException cause(DirectoryIteratorException failure) {
    return Objects.requireNonNull(failure.getCause());
  }

  /// Whether a disk or a quota is full.
  static boolean isNoSpace(IOException failure) {
    return says(failure, NO_SPACE);
  }

  /// Whether the file system has no such thing, rather than having failed at it.
  static boolean isNotSupported(IOException failure) {
    return says(failure, NOT_SUPPORTED);
  }

  /// Whether a file has as many names as it can have.
  static boolean isTooManyLinks(IOException failure) {
    return says(failure, List.of("too many links", "more links on a file"));
  }

  /// Whether the file system is read-only there.
  static boolean isReadOnly(IOException failure) {
    return says(failure, List.of("read-only file system"));
  }

  /// Whether the directory is in use, as a mount point is.
  static boolean isBusy(IOException failure) {
    return says(failure, List.of("resource busy", "being used by another process"));
  }

  private static String next(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "Give this user the permission there, or choose another place.";
    }
    if (failure instanceof NoSuchFileException) {
      return "See whether it was moved or removed meanwhile, then try again.";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "Remove what is there or choose another place.";
    }
    if (isReadOnly(failure)) {
      return "Choose a place that can be written to.";
    }
    if (says(failure, List.of("too many open files"))) {
      return "Raise the limit of open files (ulimit -n), then try again.";
    }
    return "Correct what the system names, then try again.";
  }

  private static boolean says(IOException failure, List<String> words) {
    String message = failure.getMessage();
    if (message == null) {
      return false;
    }
    String text = message.toLowerCase(Locale.ROOT);
    return words.stream().anyMatch(text::contains);
  }
}
