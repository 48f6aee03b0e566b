package holotree.engine.builtin;

import holotree.api.fs.Durability;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.TreeOutcome;
import holotree.testkit.forward.ForwardingStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// The portable strategy, with a store or a tree that breaks a promise.
class BrokenStrategy extends ForwardingStrategy {

  private final UnaryOperator<LibraryStore> stores;
  private final UnaryOperator<SpaceTree> trees;

  private BrokenStrategy(UnaryOperator<LibraryStore> stores, UnaryOperator<SpaceTree> trees) {
    super(new PortableStrategy());
    this.stores = stores;
    this.trees = trees;
  }

  /// A strategy that breaks nothing.
  BrokenStrategy() {
    this(UnaryOperator.identity(), UnaryOperator.identity());
  }

  static BrokenStrategy ofStores(UnaryOperator<LibraryStore> stores) {
    return new BrokenStrategy(stores, UnaryOperator.identity());
  }

  static BrokenStrategy ofTrees(UnaryOperator<SpaceTree> trees) {
    return new BrokenStrategy(UnaryOperator.identity(), trees);
  }

  @Override
  public LibraryStore store(Path root, Durability durability) {
    return stores.apply(super.store(root, durability));
  }

  @Override
  public SpaceTree openTree(Path root) {
    return trees.apply(super.openTree(root));
  }

  @Override
  public TreeOutcome createTree(Path root) {
    return super.createTree(root) instanceof TreeOutcome.Created(SpaceTree tree)
        ? new TreeOutcome.Created(trees.apply(tree))
        : new TreeOutcome.NotApplicable("no directory can be made there");
  }

  /// Makes a file when it is constructed.
  static final class Littering extends ForwardingStrategy {

    Littering() {
      super(new PortableStrategy());
      try {
        Files.createTempFile("litter", "");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
