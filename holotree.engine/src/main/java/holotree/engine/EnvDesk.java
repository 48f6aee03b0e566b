package holotree.engine;

import holotree.api.BlueprintId;
import holotree.api.Digest;
import holotree.api.error.BuildFailedException;
import holotree.api.error.UnsafeException;
import holotree.api.fs.OperatingSystem;
import holotree.api.fs.StoreLock;
import holotree.engine.blueprint.Blueprint;
import holotree.engine.blueprint.SourceReader;
import holotree.engine.format.Hasher;
import holotree.engine.journal.JournalLine.Act;
import holotree.engine.library.Library;
import holotree.engine.name.NameRule;
import holotree.engine.program.BuildLog;
import holotree.engine.program.ChildProgram;
import holotree.engine.program.ProgramSearch;
import holotree.engine.stage.BuildStage;
import holotree.engine.stage.Stages;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Takes requests for environments.
final class EnvDesk {

  private static final String STAGE_VARIABLE = "HOLOTREE_STAGE";
  private static final String STAGE_WORD = "{stage}";

  private final Holotree.Desk desk;
  private final JournalDesk journal;

  EnvDesk(Holotree.Desk desk, JournalDesk journal) {
    this.desk = desk;
    this.journal = journal;
  }

  EnvReceipt env(EnvRequest request) {
    long began = System.nanoTime();
    String name = request.name();
    if (!NameRule.allows(name)) {
      throw new UnsafeException("the name \"" + name + "\"", NameRule.TEXT);
    }
    Library library = desk.library();
    library.checkFormat();
    BlueprintId blueprint = blueprint(request);
    RecordReceipt recorded = null;
    RestoreReceipt restored = restoreKnown(blueprint, request);
    while (restored == null) {
      library.prepareToWrite();
      try (StoreLock _ = library.locks().blueprint(blueprint)) {
        // Whoever was waited for may have built it.
        if (known(blueprint) == null) {
          recorded = build(blueprint, request);
        }
      }
      // Null again if it was evicted in between.
      restored = restoreKnown(blueprint, request);
    }
    return new EnvReceipt(blueprint, name, recorded, restored, System.nanoTime() - began);
  }

  /// Restores what was built; null if nothing is known of the blueprint.
  private @Nullable RestoreReceipt restoreKnown(BlueprintId blueprint, EnvRequest request) {
    if (known(blueprint) == null) {
      return null;
    }
    Library library = desk.library();
    RestoreDesk restoring = new RestoreDesk(desk);
    // Whoever asks at the same time for the same space waits, and finds it there.
    try (StoreLock _ = desk.home().lockPlace(restoring.target(request.restore().target()));
        StoreLock _ = library.locks().shared()) {
      Digest catalog = known(blueprint);
      if (catalog == null) {
        return null;
      }
      if (library.isWriter() && !catalog.equals(library.names().get(request.name()))) {
        library.letStand(library.names(), request.name(), catalog);
      }
      RestoreRequest restore = request.restore().recording(catalog.toString());
      return journal.noting(
          Act.RESTORE, request.restore().recording(), () -> restoring.restoreHeld(restore));
    }
  }

  private BlueprintId blueprint(EnvRequest request) {
    Blueprint blueprint = new Blueprint(platform(), request.command(), request.sources().size());
    try (SourceReader reader = new SourceReader(desk.strategy())) {
      for (EnvRequest.Source source : request.sources()) {
        switch (source) {
          case EnvRequest.Source.File(Path path) -> reader.add(path, blueprint);
          case EnvRequest.Source.Bytes(byte[] content) -> blueprint.addFile(Hasher.digest(content));
        }
      }
    }
    return blueprint.finish();
  }

  /// Such as `linux/x86_64/glibc-2.36`.
  private String platform() {
    String architecture = System.getProperty("os.arch", "");
    return OperatingSystem.current().name().toLowerCase(Locale.ROOT)
        + "/"
        + (architecture.equals("amd64") ? "x86_64" : architecture)
        + "/"
        + desk.strategy().libc();
  }

  private @Nullable Digest known(BlueprintId blueprint) {
    Digest catalog = desk.library().blueprints().get(blueprint.toString());
    return catalog != null && desk.library().catalogs().has(catalog) ? catalog : null;
  }

  private RecordReceipt build(BlueprintId blueprint, EnvRequest request) {
    Path home = desk.home().path();
    Stages stages = new Stages(home, desk.home().store(), desk.strategy());
    stages.sweep();
    try (BuildStage stage = stages.begin();
        BuildLog log = BuildLog.create(desk.strategy(), home.resolve("logs"), blueprint + ".log")) {
      String command = request.command().getFirst();
      int code = run(stage.path(), request, log);
      if (code != 0) {
        throw new BuildFailedException(command, code, log.path());
      }
      if (stage.isEmpty()) {
        throw new UnsafeException(
            "what " + command + " built",
            "it left the stage empty, see " + log.path(),
            "Have it build into {stage}, which its arguments or $HOLOTREE_STAGE give it.");
      }
      RecordRequest record = RecordRequest.of(stage.path()).named(request.name());
      RecordReceipt recorded =
          journal.noting(Act.RECORD, request.name(), () -> new RecordDesk(desk).record(record));
      standFor(blueprint, recorded.catalog());
      log.remove();
      return recorded;
    }
  }

  private void standFor(BlueprintId blueprint, Digest catalog) {
    Library library = desk.library();
    try (StoreLock _ = library.locks().shared()) {
      // Not if it was deleted since it was recorded.
      if (library.catalogs().has(catalog)) {
        library.letStand(library.blueprints(), blueprint.toString(), catalog);
      }
    }
  }

  private int run(Path stage, EnvRequest request, BuildLog log) {
    Map<String, String> variables = new HashMap<>(request.environment());
    variables.put(STAGE_VARIABLE, stage.toString());
    List<String> command =
        request.command().stream()
            .map(argument -> argument.replace(STAGE_WORD, stage.toString()))
            .toList();
    Path program =
        new ProgramSearch(desk.strategy())
            .find(command.getFirst(), variables.getOrDefault("PATH", ""));
    OutputStream output = request.output();
    return new ChildProgram(program, command.subList(1, command.size()), variables, request.input())
        .run((bytes, length) -> {
          log.append(bytes, length);
          output.write(bytes, 0, length);
          output.flush();
        });
  }
}
