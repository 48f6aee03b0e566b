package holotree.cli;

import holotree.api.error.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.function.Supplier;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/// Records some work with the JDK Flight Recorder: the engine's stages, and what the JVM's own profile
/// takes in. Not loaded unless it is asked for.
final class FlightRecording {

  private static final String PROFILE = "profile";

  private FlightRecording() {}

  /// Does the work. The recording is written however it ends.
  ///
  /// @throws RefusedException if it cannot be recorded, before anything is done
  static <R> R of(Path file, Supplier<R> work) {
    try (Recording recording = new Recording(Configuration.getConfiguration(PROFILE))) {
      recording.setName("holotree");
      // Written when the recording is closed; a path that cannot be written to is refused here.
      recording.setDestination(file.toAbsolutePath());
      recording.start();
      return work.get();
    } catch (IOException | ParseException | SecurityException e) {
      throw new RefusedException(
          "record a flight into",
          file.toString(),
          e instanceof IOException refused
              ? SystemReason.of(refused)
              : String.valueOf(e.getMessage()),
          "Name a file that can be written; this JVM must have the module jdk.jfr with its profile.",
          e);
    }
  }
}
