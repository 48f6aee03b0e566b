package holotree.engine.builtin;

import holotree.api.fs.Capabilities;
import holotree.api.fs.FileStat;
import holotree.api.fs.Outcome;
import holotree.api.fs.Probe;
import holotree.api.fs.ShareOutcome;
import holotree.api.fs.Sharing;
import holotree.api.fs.WorkerLimits;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Tries what names and links a file system takes, in a directory of its own that it removes.
/// Thread-safe.
final class PortableProbe implements Probe {

  private static final int MAX_NAME = 255;

  // One letter e with an acute accent: as one code point, and as a letter with a combining accent.
  private static final String COMPOSED = "\u00E9";
  private static final String DECOMPOSED = "e\u0301";

  // A device, a stream and a trailing dot in one: where one of the rules holds, so may the others.
  private static final String NOT_WINDOWS = "nul:c.";

  private final Clones clones;

  PortableProbe(Clones clones) {
    this.clones = clones;
  }

  @Override
  public Capabilities measure(Path directory) {
    try {
      Path place = Files.createTempDirectory(directory, PREFIX);
      try {
        return measureIn(place);
      } finally {
        remove(place);
      }
    } catch (IOException e) {
      throw Failures.of("probe", directory, e);
    }
  }

  @Override
  public Sharing measureSharing(Path source, Path target) {
    try {
      Path file = Files.createTempFile(source, PREFIX, "");
      try {
        return measureSharingOf(file, target);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw Failures.of("probe", target, e);
    }
  }

  private Sharing measureSharingOf(Path file, Path target) throws IOException {
    Path place = Files.createTempDirectory(target, PREFIX);
    try {
      FileStat stat = FileStats.of(file);
      Outcome link =
          switch (HardLink.make(place.resolve("link"), file, stat)) {
            case ShareOutcome.Shared _ -> Outcome.DONE;
            case ShareOutcome.NotApplicable(_, String reason) -> new Outcome.NotApplicable(reason);
          };
      ShareOutcome.NotApplicable obstacle = clones.make(place.resolve("clone"), file, stat);
      return new Sharing(
          link, obstacle == null ? Outcome.DONE : new Outcome.NotApplicable(obstacle.reason()));
    } finally {
      remove(place);
    }
  }

  private static Capabilities measureIn(Path place) throws IOException {
    return new Capabilities(
        areTwo(place, "case", "CASE"),
        keepsNormalisation(place),
        false,
        !takes(place, NOT_WINDOWS),
        makesSymlinks(place),
        longestName(place),
        WorkerLimits.ofProcessors(Runtime.getRuntime().availableProcessors()));
  }

  private static boolean keepsNormalisation(Path place) throws IOException {
    try {
      return areTwo(place, COMPOSED, DECOMPOSED);
    } catch (InvalidPathException _) {
      // This JVM can make neither, so no two are folded.
      return true;
    }
  }

  private static boolean areTwo(Path place, String one, String other) throws IOException {
    Files.createFile(place.resolve(one));
    try {
      Files.createFile(place.resolve(other));
      return true;
    } catch (FileAlreadyExistsException _) {
      return false;
    }
  }

  private static boolean makesSymlinks(Path place) {
    try {
      Files.createSymbolicLink(place.resolve("link"), Path.of("target"));
      return true;
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    }
  }

  private static int longestName(Path place) throws IOException {
    if (takes(place, MAX_NAME)) {
      return MAX_NAME;
    }
    int taken = 8;
    int refused = MAX_NAME;
    while (refused - taken > 1) {
      int middle = (taken + refused) >>> 1;
      if (takes(place, middle)) {
        taken = middle;
      } else {
        refused = middle;
      }
    }
    return taken;
  }

  private static boolean takes(Path place, int length) throws IOException {
    return takes(place, "n".repeat(length));
  }

  private static boolean takes(Path place, String name) throws IOException {
    try {
      Files.createFile(place.resolve(name));
      return true;
    } catch (InvalidPathException _) {
      return false;
    } catch (FileSystemException e) {
      if (Failures.isNoSpace(e)) {
        throw e;
      }
      return false;
    }
  }

  private static void remove(Path place) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(place)) {
      for (Path entry : entries) {
        Files.delete(entry);
      }
    }
    Files.delete(place);
  }
}
