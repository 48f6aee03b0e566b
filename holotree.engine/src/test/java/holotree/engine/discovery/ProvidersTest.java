package holotree.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import holotree.api.codec.CodecId;
import holotree.api.codec.FrameCodec;
import holotree.api.codec.FrameDecoder;
import holotree.api.codec.FrameEncoder;
import holotree.api.error.ProviderMissingException;
import holotree.api.error.UnsafeException;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.OperatingSystem;
import holotree.api.prefetch.PrefetchPolicy;
import holotree.api.prefetch.ReadBudget;
import holotree.api.prefetch.ReadPlan;
import holotree.api.prefetch.ReadSchedule;
import holotree.engine.builtin.PortableStrategy;
import holotree.testkit.forward.ForwardingStrategy;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProvidersTest {

  @Test
  void highestRank_comesFirst() {
    Providers providers =
        new Providers(
            List.of(new Codec("low", -5), new Codec("high", 9), new Codec("mid", 0)),
            List.of(
                new Strategy("a", Integer.MIN_VALUE, OperatingSystem.LINUX),
                new Strategy("b", Integer.MAX_VALUE, OperatingSystem.LINUX)),
            List.of(new Policy("p", 1), new Policy("q", 2)),
            OperatingSystem.LINUX);
    assertThat(providers.codecs())
        .extracting(codec -> codec.id().name())
        .containsExactly("high", "mid", "low");
    assertThat(providers.defaultCodec().id().name()).isEqualTo("high");
    assertThat(providers.strategy().id()).isEqualTo("b");
    assertThat(providers.policy().id()).isEqualTo("q");
  }

  @Test
  void sameRank_isOrderedById() {
    Providers providers = codecs(new Codec("b", 1), new Codec("c", 1), new Codec("a", 1));
    assertThat(providers.codecs())
        .extracting(codec -> codec.id().name())
        .containsExactly("a", "b", "c");
  }

  @Test
  void strategyOfAnotherSystem_isLeftOut() {
    FileSystemStrategy linux = new Strategy("l", 1, OperatingSystem.LINUX);
    FileSystemStrategy windows = new Strategy("w", 9, OperatingSystem.WINDOWS);
    Providers providers =
        new Providers(List.of(), List.of(windows, linux), List.of(), OperatingSystem.LINUX);
    assertThat(providers.strategies()).containsExactly(linux);
  }

  @Test
  void twoStrategiesOfOneId_areAllowedOnTwoSystems() {
    FileSystemStrategy linux = new Strategy("same", 1, OperatingSystem.LINUX);
    FileSystemStrategy windows = new Strategy("same", 1, OperatingSystem.WINDOWS);
    Providers providers =
        new Providers(List.of(), List.of(windows, linux), List.of(), OperatingSystem.WINDOWS);
    assertThat(providers.strategies()).containsExactly(windows);
  }

  @Test
  void twoOfOneId_areRefused() {
    assertThatExceptionOfType(UnsafeException.class)
        .isThrownBy(() -> codecs(new Codec("same", 1), new Codec("same", 2)))
        .satisfies(error -> {
          assertThat(error.entry()).isEqualTo("the codec \"same\"");
          assertThat(error.rule()).contains(Codec.class.getName());
        });
    assertThatExceptionOfType(UnsafeException.class)
        .isThrownBy(() ->
            new Providers(
                List.of(),
                List.of(),
                List.of(new Policy("p", 1), new Policy("p", 1)),
                OperatingSystem.LINUX));
  }

  @Test
  void missingCodec_isToldWithItsModule() {
    Providers providers = codecs(new Codec("lz4", 1), new Codec("stored", 0));
    assertThat(providers.codec(new CodecId("stored"), "x").rank()).isZero();
    assertThatExceptionOfType(ProviderMissingException.class)
        .isThrownBy(() -> providers.codec(new CodecId("zstd"), "Frame 3 of x.pack"))
        .satisfies(error -> {
          assertThat(error.module()).isEqualTo("holotree.codec.zstd");
          assertThat(error.present()).containsExactly("lz4", "stored");
          assertThat(error.what()).startsWith("Frame 3 of x.pack needs codec \"zstd\"");
        });
  }

  @Test
  void emptyRuntime_isToldOnUse() {
    Providers none = codecs();
    assertThatExceptionOfType(ProviderMissingException.class).isThrownBy(none::defaultCodec);
    assertThatExceptionOfType(ProviderMissingException.class).isThrownBy(none::strategy);
    assertThatExceptionOfType(ProviderMissingException.class).isThrownBy(none::policy);
  }

  @Test
  void builtInProviders_areInstalled() {
    Providers installed = Providers.installed();
    assertThat(installed.codecs()).extracting(codec -> codec.id().name()).contains("stored");
    assertThat(installed.strategies()).isNotEmpty();
    assertThat(installed.policies()).isNotEmpty();
  }

  private static Providers codecs(FrameCodec... codecs) {
    return new Providers(List.of(codecs), List.of(), List.of(), OperatingSystem.LINUX);
  }

  private record Policy(String id, int rank) implements PrefetchPolicy {
    @Override
    public ReadSchedule schedule(ReadPlan plan, ReadBudget budget) {
      throw new AssertionError("finding a provider uses none");
    }
  }

  private static final class Strategy extends ForwardingStrategy {
    private final String id;
    private final int rank;
    private final OperatingSystem only;

    Strategy(String id, int rank, OperatingSystem only) {
      super(new PortableStrategy());
      this.id = id;
      this.rank = rank;
      this.only = only;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public int rank() {
      return rank;
    }

    @Override
    public boolean appliesTo(OperatingSystem system) {
      return system == only;
    }
  }

  private record Codec(String name, int rank) implements FrameCodec {
    @Override
    public CodecId id() {
      return new CodecId(name);
    }

    @Override
    public int minLevel() {
      return 0;
    }

    @Override
    public int maxLevel() {
      return 0;
    }

    @Override
    public int defaultLevel() {
      return 0;
    }

    @Override
    public long maxEncodedLength(long plainLength) {
      return plainLength;
    }

    @Override
    public FrameEncoder encoder(int level) {
      throw new AssertionError("finding a provider uses none");
    }

    @Override
    public FrameDecoder decoder() {
      throw new AssertionError("finding a provider uses none");
    }
  }
}
