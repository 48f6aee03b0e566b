package holotree.tests.kit;

import holotree.api.Digest;
import holotree.engine.Holotree;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.TreeMap;

/// Small trees in a place of work, recorded, each remembered as it was. Files are random, so that every one is a
/// chunk of its own that does not shrink.
public final class Recordings {

  /// Length of each file, bytes.
  public static final int FILE_BYTES = 20_000;

  private final Workplace work;
  private final TreeMap<String, TreeListing> recorded = new TreeMap<>();

  /// None yet.
  public Recordings(Workplace work) {
    this.work = work;
  }

  /// Records a tree of files made from seeds, one for each: trees with the same seeds share what is in them.
  ///
  /// @param name what to call it; beginning with `-`, it is recorded without a name
  /// @return the recording's id
  public Digest record(Holotree holotree, String name, int... seeds) {
    Path stage = stage(name, seeds);
    RecordRequest request = RecordRequest.of(stage);
    return holotree.record(name.startsWith("-") ? request : request.named(name)).catalog();
  }

  /// Records a tree once more that was recorded and is still there: the same recording.
  public Digest recordAgain(Holotree holotree, String name) {
    RecordRequest request = RecordRequest.of(work.path("stages/" + name));
    return holotree.record(name.startsWith("-") ? request : request.named(name)).catalog();
  }

  /// The tree that [#record] records.
  public Path stage(String name, int... seeds) {
    Path stage = work.path("stages/" + name);
    try {
      Files.createDirectories(stage.resolve("in"));
      for (int seed : seeds) {
        byte[] bytes = new byte[FILE_BYTES];
        new Random(seed).nextBytes(bytes);
        Files.write(stage.resolve("in/file-" + seed), bytes);
      }
      Files.writeString(stage.resolve("own"), "home = " + stage + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    recorded.put(name, TreeListing.of(stage));
    return stage;
  }

  /// Restores a recording to where it was recorded; it must be the same, byte for byte.
  public void assertRestores(Holotree holotree, String name) {
    assertRestores(holotree, name, name);
  }

  /// The same for a recording without a name.
  ///
  /// @param recording its id
  public void assertRestores(Holotree holotree, String name, String recording) {
    Path stage = work.path("stages/" + name);
    Program.of("rm", "-rf", stage).output();
    holotree.restore(RestoreRequest.of(recording).to(stage));
    recorded.get(name).assertSameAs(stage);
    Program.of("rm", "-rf", stage).output();
  }
}
