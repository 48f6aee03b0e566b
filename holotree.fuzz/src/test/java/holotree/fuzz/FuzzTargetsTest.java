package holotree.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every target over its seeds, over what fuzzing once found (`resources/found/<target>`), and over a
/// thousand small changes of those.
class FuzzTargetsTest {

  private static final int CHANGES = 1000;

  @ParameterizedTest
  @EnumSource
  void seedsAndFindings_areParsedOrRefused(FuzzTarget target) throws Exception {
    assertThat(inputs(target)).isNotEmpty().allSatisfy(target::run);
    target.run(new byte[0]);
  }

  @ParameterizedTest
  @EnumSource
  @SuppressWarnings("SystemOut") // a failure must be repeatable from the build's log
  void changedSeeds_areParsedOrRefused(FuzzTarget target) throws Exception {
    Long asked = Long.getLong("holotree.seed");
    long seed = asked == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : asked;
    System.out.println("FuzzTargetsTest " + target + ": -Dholotree.seed=" + seed);
    Random random = new Random(seed);
    List<byte[]> inputs = inputs(target);
    for (int i = 0; i < CHANGES; i++) {
      byte[] changed = changed(inputs.get(random.nextInt(inputs.size())), random);
      assertThatCode(() -> target.run(changed))
          .as(() -> target + " " + HexFormat.of().formatHex(changed))
          .doesNotThrowAnyException();
    }
  }

  private static byte[] changed(byte[] seed, Random random) {
    int length = seed.length;
    if (random.nextInt(4) == 0) {
      length = random.nextInt(seed.length + 8);
    }
    byte[] changed = Arrays.copyOf(seed, length);
    for (int changes = random.nextInt(4); changes >= 0 && length > 0; changes--) {
      byte[] interesting = {0, 1, -1, 127, -128, (byte) random.nextInt()};
      changed[random.nextInt(length)] = interesting[random.nextInt(interesting.length)];
    }
    return changed;
  }

  private static List<byte[]> inputs(FuzzTarget target) throws IOException, URISyntaxException {
    List<byte[]> inputs = new ArrayList<>(Seeds.of(target));
    URL found = FuzzTargetsTest.class.getResource("/found/" + target.name());
    if (found != null) {
      try (Stream<Path> files = Files.list(Path.of(found.toURI()))) {
        for (Path file : files.sorted().toList()) {
          inputs.add(Files.readAllBytes(file));
        }
      }
    }
    return inputs;
  }
}
