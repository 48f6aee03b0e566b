package holotree.engine.discovery;

import holotree.api.codec.CodecId;
import holotree.api.codec.FrameCodec;
import holotree.api.error.ProviderMissingException;
import holotree.api.error.UnsafeException;
import holotree.api.fs.FileCloner;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.OperatingSystem;
import holotree.api.prefetch.PrefetchPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// The codecs, strategies and policies of this runtime, the highest rank first. Immutable and
/// thread-safe; finding them initialises none.
public final class Providers {

  private final List<FrameCodec> codecs;
  private final List<FileSystemStrategy> strategies;
  private final List<PrefetchPolicy> policies;

  /// Makes a choice among the providers given.
  ///
  /// @throws UnsafeException if two of one service have the same id
  public Providers(
      List<FrameCodec> codecs,
      List<FileSystemStrategy> strategies,
      List<PrefetchPolicy> policies,
      OperatingSystem system) {
    this.codecs = ranked("codec", codecs, codec -> codec.id().name(), FrameCodec::rank);
    this.strategies =
        ranked(
            "file system strategy",
            strategies.stream().filter(strategy -> strategy.appliesTo(system)).toList(),
            FileSystemStrategy::id,
            FileSystemStrategy::rank);
    this.policies = ranked("prefetch policy", policies, PrefetchPolicy::id, PrefetchPolicy::rank);
  }

  /// Those that are installed beside the engine, whether as modules or on the class path.
  public static Providers installed() {
    ClassLoader loader = Providers.class.getClassLoader();
    Providers found =
        new Providers(
            all(ServiceLoader.load(FrameCodec.class, loader)),
            all(ServiceLoader.load(FileSystemStrategy.class, loader)),
            all(ServiceLoader.load(PrefetchPolicy.class, loader)),
            OperatingSystem.current());
    return found.cloningBy(ServiceLoader.load(FileCloner.class, loader));
  }

  private Providers cloningBy(Iterable<FileCloner> cloners) {
    if (strategies.isEmpty()) {
      return this;
    }
    List<FileSystemStrategy> offered = new ArrayList<>(strategies);
    offered.set(0, strategy().cloningBy(cloners));
    return new Providers(codecs, List.copyOf(offered), policies);
  }

  private Providers(
      List<FrameCodec> codecs, List<FileSystemStrategy> strategies, List<PrefetchPolicy> policies) {
    this.codecs = codecs;
    this.strategies = strategies;
    this.policies = policies;
  }

  /// The codecs, the one that encodes by default first.
  public List<FrameCodec> codecs() {
    return codecs;
  }

  /// The strategies that apply here, the one in use first.
  public List<FileSystemStrategy> strategies() {
    return strategies;
  }

  /// The policies, the one in use first.
  public List<PrefetchPolicy> policies() {
    return policies;
  }

  /// The codec with this id.
  ///
  /// @param needs what needs it, for the message, such as `Frame 3 of x.pack`
  /// @throws ProviderMissingException naming the module to add
  public FrameCodec codec(CodecId id, String needs) {
    for (FrameCodec codec : codecs) {
      if (codec.id().equals(id)) {
        return codec;
      }
    }
    throw new ProviderMissingException(
        needs,
        "codec",
        id.name(),
        codecs.stream().map(codec -> codec.id().name()).toList(),
        "holotree.codec." + id);
  }

  /// The codec that encodes where none is asked for.
  public FrameCodec defaultCodec() {
    return first(codecs, "codec", "holotree.codec.zstd");
  }

  /// The strategy in use.
  public FileSystemStrategy strategy() {
    return first(strategies, "file system strategy", "holotree.engine");
  }

  /// The policy in use.
  public PrefetchPolicy policy() {
    return first(policies, "prefetch policy", "holotree.engine");
  }

  private static <P> P first(List<P> providers, String kind, String module) {
    if (providers.isEmpty()) {
      throw new ProviderMissingException("This runtime", kind, "any", List.of(), module);
    }
    return providers.getFirst();
  }

  private static <P> List<P> all(Iterable<P> services) {
    List<P> found = new ArrayList<>();
    services.forEach(found::add);
    return found;
  }

  private static <P> List<P> ranked(
      String kind, List<P> providers, Function<P, String> id, ToIntFunction<P> rank) {
    Map<String, P> byId = new HashMap<>();
    for (P provider : providers) {
      P other = byId.put(id.apply(provider), provider);
      if (other != null) {
        throw new UnsafeException(
            "the " + kind + " \"" + id.apply(provider) + "\"",
            "an id is provided once, here by "
                + other.getClass().getName()
                + " and "
                + provider.getClass().getName(),
            "Leave one of the two modules out of the runtime.");
      }
    }
    return providers.stream()
        .sorted(Comparator.comparingInt(rank).reversed().thenComparing(id))
        .toList();
  }
}
