package holotree.testkit.forward;

import holotree.api.fs.Durability;
import holotree.api.fs.FileStat;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.FreeSpace;
import holotree.api.fs.Inheritance;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.OperatingSystem;
import holotree.api.fs.Outcome;
import holotree.api.fs.Probe;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoreLock;
import holotree.api.fs.TreeOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Does what another strategy does. Stores, trees and the probe are the other's own.
public class ForwardingStrategy implements FileSystemStrategy {

  private final FileSystemStrategy strategy;

  /// Does what `strategy` does.
  public ForwardingStrategy(FileSystemStrategy strategy) {
    this.strategy = strategy;
  }

  @Override
  public String id() {
    return strategy.id();
  }

  @Override
  public int rank() {
    return strategy.rank();
  }

  @Override
  public boolean appliesTo(OperatingSystem system) {
    return strategy.appliesTo(system);
  }

  @Override
  public Probe probe() {
    return strategy.probe();
  }

  @Override
  public LibraryStore store(Path root, Durability durability) {
    return strategy.store(root, durability);
  }

  @Override
  public SpaceTree openTree(Path root) {
    return strategy.openTree(root);
  }

  @Override
  public Path resolve(Path path) {
    return strategy.resolve(path);
  }

  @Override
  public void makeDirectories(Path path) {
    strategy.makeDirectories(path);
  }

  @Override
  public TreeOutcome createTree(Path root) {
    return strategy.createTree(root);
  }

  @Override
  public Outcome renameTree(Path from, Path to) {
    return strategy.renameTree(from, to);
  }

  @Override
  public Outcome removeEmptyDirectory(Path path) {
    return strategy.removeEmptyDirectory(path);
  }

  @Override
  public @Nullable FileStat stat(Path path) {
    return strategy.stat(path);
  }

  @Override
  public FreeSpace free(Path path) {
    return strategy.free(path);
  }

  @Override
  public String bootId() {
    return strategy.bootId();
  }

  @Override
  public long user() {
    return strategy.user();
  }

  @Override
  public String libc() {
    return strategy.libc();
  }

  @Override
  public Outcome become(
      Path program,
      List<String> arguments,
      Map<String, String> environment,
      Inheritance inherited,
      List<StoreLock> kept) {
    return strategy.become(
        program,
        arguments,
        environment,
        inherited,
        kept.stream().map(ForwardingLock::unwrapped).toList());
  }
}
