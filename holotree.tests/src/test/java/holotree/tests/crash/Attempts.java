package holotree.tests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import holotree.engine.EnvRequest;
import holotree.engine.GcRequest;
import holotree.engine.HeldSpace;
import holotree.engine.Holotree;
import holotree.engine.Placement;
import holotree.engine.RecordRequest;
import holotree.engine.RestoreRequest;
import holotree.engine.Target;
import holotree.tests.crash.Attempt.Kind;
import holotree.tests.kit.RelatedTrees.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Makes attempts out of what a ledger says is there.
final class Attempts {

  private final Ledger ledger;

  Attempts(Ledger ledger) {
    this.ledger = ledger;
  }

  /// Records a new tree.
  ///
  /// @param over under a name that another tree has
  Attempt record(boolean over) {
    Tree tree = ledger.newTree();
    String name = over ? ledger.takeName() : ledger.newName();
    ledger.mayBecome(name, tree);
    Consumer<Holotree> call =
        holotree -> holotree.record(RecordRequest.of(tree.path()).named(name));
    return new Attempt(
        over ? Kind.RECORD_OVER : Kind.RECORD,
        List.of("record", tree.path(), "--name", name),
        call,
        () -> {},
        () -> ledger.isNow(name, tree),
        call.andThen(_ -> ledger.isNow(name, tree)));
  }

  /// Restores to where nothing is.
  Attempt restore(Kind how) {
    return restore(how, ledger.newTarget());
  }

  /// Refreshes a space, which was edited, to some recording.
  Attempt refresh(Kind how) {
    Path target = ledger.takeSpace();
    ledger.edit(target);
    return restore(how, target);
  }

  /// Verifies a space.
  Attempt verify() {
    Path target = ledger.takeSpace();
    Consumer<Holotree> call =
        holotree -> assertThat(holotree.verify(new Target.Directory(target)).pristine()).isTrue();
    return new Attempt(Kind.VERIFY, List.of("verify", target), call, () -> {}, () -> {}, call);
  }

  /// Deletes a space. What was deleted may be back after a loss of power: it is no content of anyone's.
  Attempt delete() {
    Path target = ledger.takeSpace();
    RestoreRequest next = RestoreRequest.of(ledger.someName()).to(target);
    return new Attempt(
        Kind.DELETE,
        List.of("delete", target),
        holotree -> holotree.delete(new Target.Directory(target)),
        () -> assertThat(target).doesNotExist(),
        () -> {},
        holotree -> ledger.restoreAgain(holotree, next));
  }

  /// Builds what is not there yet, records and restores it.
  Attempt env() {
    Tree tree = ledger.newTree();
    String name = ledger.newName();
    Path target = ledger.newTarget();
    Path source = tree.path().resolve("dir-0/file-0");
    List<String> build = List.of("sh", "-c", "cp -a " + tree.path() + "/. {stage}");
    ledger.mayBecome(name, tree);
    List<Object> command = new ArrayList<>(List.of("env", name, "--from", source, "--to", target));
    command.add("--");
    command.addAll(build);
    RestoreRequest restore = RestoreRequest.of(name).to(target);
    Consumer<Holotree> call =
        holotree -> holotree.env(EnvRequest.of(name, build).from(source).restore(restore));
    return new Attempt(
        Kind.ENV,
        command,
        call,
        () -> ledger.checkSpace(target, tree),
        () -> ledger.isNow(name, tree),
        call.andThen(_ -> {
          ledger.isNow(name, tree);
          ledger.checkSpace(target, tree);
        }));
  }

  /// Restores, and becomes a program.
  Attempt run() {
    String name = ledger.someName();
    Path target = ledger.newTarget();
    RestoreRequest request = RestoreRequest.of(name).to(target);
    return new Attempt(
        Kind.RUN,
        List.of("run", name, "--to", target, "--", "true"),
        holotree -> {
          try (HeldSpace held = holotree.hold(request)) {
            assertThat(held.path()).isEqualTo(target);
          }
        },
        () -> ledger.checkSpace(target, ledger.tree(name)),
        () -> {},
        holotree -> ledger.restoreAgain(holotree, request));
  }

  /// Collects garbage, of which there is some. What was acknowledged has a name, and stays.
  Attempt collect() {
    ledger.dropName();
    Consumer<Holotree> call = holotree -> holotree.gc(GcRequest.garbage());
    return new Attempt(Kind.GC, List.of("gc"), call, () -> {}, () -> {}, call);
  }

  /// The same, and writes every pack anew that has any garbage. For one that is alone on the home: what others
  /// record meanwhile is not asked to be kept.
  Attempt compact() {
    ledger.dropName();
    List<Object> command = new ArrayList<>(List.of("gc", "--max-size", "0"));
    for (String name : ledger.steadyNames()) {
      command.addAll(List.of("--keep", name));
    }
    // Those of that moment: others are recorded before it is done again.
    Consumer<Holotree> call =
        holotree -> holotree.gc(GcRequest.garbage().within(0).keeping(ledger.steadyNames()));
    return new Attempt(Kind.COMPACT, command, call, () -> {}, () -> {}, call);
  }

  private Attempt restore(Kind how, Path target) {
    String name = ledger.someName();
    boolean durable = how == Kind.RESTORE_DURABLY || how == Kind.REFRESH_DURABLY;
    boolean linked = how == Kind.RESTORE_LINKED;
    Tree tree = ledger.tree(name);
    RestoreRequest request =
        RestoreRequest.of(name).to(target).placed(linked ? Placement.HARDLINK : Placement.AUTO);
    RestoreRequest asked = durable ? request.synced() : request;
    List<Object> command = new ArrayList<>(List.of("restore", name, "--to", target));
    if (durable) {
      command.add("--durable");
    }
    if (linked) {
      command.addAll(List.of("--placement", "hardlink"));
    }
    return new Attempt(
        how,
        command,
        holotree -> holotree.restore(asked),
        () -> ledger.checkSpace(target, tree),
        () -> {
          if (durable) {
            ledger.mustStand(target, tree);
          }
        },
        holotree -> ledger.restoreAgain(holotree, asked));
  }
}
