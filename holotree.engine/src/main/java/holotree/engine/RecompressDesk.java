package holotree.engine;

import holotree.api.codec.FrameCodec;
import holotree.engine.gc.Recompressed;
import holotree.engine.gc.Recompression;
import holotree.engine.library.Library;
import holotree.engine.preflight.Preflight;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes requests to encode a library anew.
final class RecompressDesk {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Holotree.Desk desk;

  RecompressDesk(Holotree.Desk desk) {
    this.desk = desk;
  }

  RecompressReceipt run(@Nullable String codecId, @Nullable Integer levelAsked) {
    long began = System.nanoTime();
    Library library = desk.library();
    if (!library.checkFormat()) {
      throw library.nothingThere();
    }
    CodecChoice choice = CodecChoice.of(desk.providers(), codecId, levelAsked, "Recompressing");
    FrameCodec codec = choice.codec();
    List<Recompressed> packs =
        new Recompression(
                library,
                desk.providers(),
                new Preflight(desk.strategy(), library.path()),
                desk.workers(),
                desk.progress())
            .run(codec, choice.level(), PATIENCE);
    return new RecompressReceipt(
        library.path(),
        codec.id().name(),
        choice.level(),
        packs.size(),
        packs.stream().mapToLong(Recompressed::bytes).sum(),
        packs.stream().mapToLong(Recompressed::bytesAfter).sum(),
        packs.stream()
            .filter(pack -> pack.fate() != Recompressed.Fate.RECOMPRESSED)
            .map(pack ->
                new RecompressReceipt.Left(
                    pack.pack(),
                    pack.bytes(),
                    RecompressReceipt.Reason.valueOf(pack.fate().name())))
            .toList(),
        System.nanoTime() - began);
  }
}
