package holotree.tests.kit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The linked image's command.
public final class Image {

  private Image() {}

  /// `holotree` with a home and arguments.
  public static Program command(Path home, Object... arguments) {
    List<Object> words = new ArrayList<>();
    words.add(launcher());
    words.add("--home");
    words.add(home);
    words.addAll(List.of(arguments));
    return Program.of(words.toArray());
  }

  /// The script that starts it.
  public static Path launcher() {
    String image =
        Objects.requireNonNull(
            System.getProperty("holotree.image"), "the build says where the image is");
    return Path.of(image, "bin", "holotree");
  }
}
