package holotree.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What kind of class files we ship (Java Virtual Machine Specification, 4.1).
class ClassFilesTest {

  private static final int JAVA_25 = 69;
  private static final int FEWEST_FILES = 600;

  @Test
  void everyClassFile_isForJava25_withoutPreviewFeatures() throws IOException {
    int files = 0;
    List<String> others = new ArrayList<>();
    for (String module : Project.MODULES) {
      try (Stream<Path> all = Files.walk(Project.classes(module))) {
        for (Path file : all.filter(path -> path.toString().endsWith(".class")).toList()) {
          try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            in.skipNBytes(4);
            int minor = in.readUnsignedShort();
            int major = in.readUnsignedShort();
            if (major != JAVA_25 || minor != 0) {
              others.add(module + ": " + file.getFileName() + " is of " + major + "." + minor);
            }
          }
          files++;
        }
      }
    }
    assertThat(others)
        .as("a preview feature binds a runtime image to one version of Java")
        .isEmpty();
    assertThat(files).isGreaterThanOrEqualTo(FEWEST_FILES);
  }
}
