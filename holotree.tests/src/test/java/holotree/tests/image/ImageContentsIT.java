package holotree.tests.image;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.golden.GoldenFiles;
import holotree.tests.kit.Image;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is in the image and what is not.
class ImageContentsIT {

  private static final String OF_ANOTHER_PLATFORM = ".*\\.(dll|dylib|jnilib)";
  private static final String OF_A_CODEC = "lib(zstd-jni|lz4-java).*";

  @Test
  void modules_areTheFrozenOnes() {
    GoldenFiles.assertSame("image-modules.txt", RuntimeSet.modules(image()));
  }

  @Test
  void everyModule_isExplicit() throws IOException {
    try (FileSystem runtime = openRuntime()) {
      List<Path> modules = list(runtime.getPath("/modules"));
      assertThat(modules).hasSizeGreaterThanOrEqualTo(10);
      for (Path module : modules) {
        try (InputStream descriptor = Files.newInputStream(module.resolve("module-info.class"))) {
          ModuleDescriptor read = ModuleDescriptor.read(descriptor);
          assertThat(read.name()).isEqualTo(String.valueOf(module.getFileName()));
          assertThat(read.isAutomatic()).as(read.name()).isFalse();
        }
      }
    }
  }

  @Test
  void nativeLibraries_areOfThisPlatformAndOutsideTheModules() throws IOException {
    try (FileSystem runtime = openRuntime();
        Stream<Path> files = Files.walk(runtime.getPath("/modules"))) {
      assertThat(files.map(Path::toString))
          .as("libraries inside of modules would be extracted at each start")
          .noneMatch(name -> name.endsWith(".so") || name.matches(OF_ANOTHER_PLATFORM));
    }
    byte[] machine = machine(image().resolve("bin/java"));
    List<Path> libraries = new ArrayList<>();
    try (Stream<Path> files = Files.walk(image().resolve("lib"))) {
      for (Path file : files.toList()) {
        assertThat(file.toString()).doesNotMatch(OF_ANOTHER_PLATFORM);
        if (file.toString().endsWith(".so")) {
          assertThat(machine(file)).as("machine of " + file).isEqualTo(machine);
          libraries.add(file.getFileName());
        }
      }
    }
    assertThat(libraries).filteredOn(name -> name.toString().matches(OF_A_CODEC)).hasSize(2);
  }

  private static FileSystem openRuntime() throws IOException {
    return FileSystems.newFileSystem(URI.create("jrt:/"), Map.of("java.home", image().toString()));
  }

  private static Path image() {
    return Image.launcher().getParent().getParent();
  }

  /// System V ABI, chapter 4: e_ident's class and byte order, and e_machine.
  private static byte[] machine(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(20);
      assertThat(Arrays.copyOf(head, 4)).isEqualTo(new byte[] {0x7f, 'E', 'L', 'F'});
      return new byte[] {head[4], head[5], head[18], head[19]};
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
