package holotree.engine;

import holotree.engine.gc.Collected;
import holotree.engine.gc.GarbageCollector;
import holotree.engine.gc.Limits;
import holotree.engine.library.Library;
import holotree.engine.preflight.Preflight;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

/// Takes requests to collect garbage.
final class GcDesk {

  /// How long to wait for those that use the library, to have it alone.
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /// A space that was moved is known by its state alone, so that this stays for so long.
  private static final Duration FORGOTTEN_AFTER = Duration.ofDays(30);

  private final Holotree.Desk desk;

  GcDesk(Holotree.Desk desk) {
    this.desk = desk;
  }

  GcReport run(GcRequest request) {
    long began = System.nanoTime();
    Library library = desk.library();
    if (!library.checkFormat()) {
      throw library.nothingThere();
    }
    Instant now = Instant.now();
    Limits limits = limits(request, now);
    GarbageCollector collector =
        new GarbageCollector(
            library,
            desk.providers(),
            new Preflight(desk.strategy(), library.path()),
            desk.home().census()::byCatalog);
    Collected collected =
        request.dryRun() ? collector.explain(limits) : collector.run(limits, PATIENCE);
    int forgotten = request.dryRun() ? 0 : desk.home().census().forget(now.minus(FORGOTTEN_AFTER));
    return new GcReport(
        library.path(),
        request.dryRun(),
        collected.recordings().stream()
            .map(each ->
                new GcReport.Recording(
                    each.catalog(),
                    each.names(),
                    !each.reason().stays(),
                    GcReport.Reason.valueOf(each.reason().name()),
                    each.used()))
            .toList(),
        collected.packs().stream()
            .map(each ->
                new GcReport.Pack(
                    each.pack(),
                    each.bytes(),
                    each.neededBytes(),
                    GcReport.Fate.valueOf(each.fate().name())))
            .toList(),
        collected.freedBytes(),
        collected.temporaries(),
        forgotten,
        System.nanoTime() - began);
  }

  private Limits limits(GcRequest request, Instant now) {
    Integer days = request.unusedDays();
    Long most = request.maxBytes();
    return new Limits(
        days == null ? null : now.minus(Duration.ofDays(days)),
        most == null ? -1 : most,
        request.keep().stream().map(desk.library()::resolve).collect(Collectors.toSet()));
  }
}
