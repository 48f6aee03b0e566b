package holotree.tests.image;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.tests.architecture.Project;
import holotree.tests.kit.Finished;
import holotree.tests.kit.Image;
import holotree.tests.kit.Workplace;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Two providers of one id: which of them decodes would be chance.
class DuplicateProviderIT {

  private static final int REFUSED_AS_UNSAFE = 6;

  private static final String DESCRIPTOR =
      """
      module other.zstd {
        requires holotree.api;

        provides holotree.api.codec.FrameCodec with
            other.zstd.OtherCodec;
      }
      """;

  private static final String CODEC =
      """
      package other.zstd;

      import holotree.api.codec.*;

      public final class OtherCodec implements FrameCodec {
        public CodecId id() { return new CodecId("zstd"); }
        public int rank() { return -1; }
        public int minLevel() { return 0; }
        public int maxLevel() { return 0; }
        public int defaultLevel() { return 0; }
        public long maxEncodedLength(long length) { throw new UnsupportedOperationException(); }
        public FrameEncoder encoder(int level) { throw new UnsupportedOperationException(); }
        public FrameDecoder decoder() { throw new UnsupportedOperationException(); }
      }
      """;

  @Test
  void secondZstd_isRefusedByNameOfBoth() throws IOException {
    try (Workplace workplace = Workplace.create()) {
      Path modules = compile(workplace);
      Finished finished =
          Image.command(workplace.home(), "list")
              .with("HOLOTREE_JAVA_OPTS", "--module-path=" + modules + " --add-modules=other.zstd")
              .run();
      assertThat(finished.exitCode()).as(finished.errors()).isEqualTo(REFUSED_AS_UNSAFE);
      assertThat(finished.errors())
          .contains("the codec \"zstd\"", "other.zstd.OtherCodec", "holotree.codec.zstd.ZstdCodec");
      assertThat(finished.output()).isEmpty();
      assertThat(workplace.home()).doesNotExist();
    }
  }

  private static Path compile(Workplace workplace) throws IOException {
    Path sources = Files.createDirectory(workplace.path("sources"));
    Path descriptor = Files.writeString(sources.resolve("module-info.java"), DESCRIPTOR);
    Path codec = Files.writeString(sources.resolve("OtherCodec.java"), CODEC);
    Path modules = workplace.path("modules");
    Jdk.run(
        "javac",
        "--module-path",
        Project.jar("holotree.api") + File.pathSeparator + Jdk.library("jspecify"),
        "-d",
        modules.resolve("other.zstd"),
        descriptor,
        codec);
    return modules;
  }
}
