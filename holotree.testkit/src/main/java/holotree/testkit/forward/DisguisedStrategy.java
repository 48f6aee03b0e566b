package holotree.testkit.forward;

import holotree.api.fs.DirectoryCursor;
import holotree.api.fs.Durability;
import holotree.api.fs.FileStat;
import holotree.api.fs.FileSystemStrategy;
import holotree.api.fs.LibraryStore;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.ShareOutcome;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoredFile;
import holotree.api.fs.TreeDirectory;
import holotree.api.fs.TreeOutcome;
import holotree.api.fs.WritableFile;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Does what another strategy does, and says something else of every file.
public class DisguisedStrategy extends ForwardingStrategy {

  private final UnaryOperator<FileStat> disguise;

  /// Does what `strategy` does.
  ///
  /// @param disguise gives what is said of a file, from what the other strategy says; thread-safe
  public DisguisedStrategy(FileSystemStrategy strategy, UnaryOperator<FileStat> disguise) {
    super(strategy);
    this.disguise = disguise;
  }

  /// The same but for what tells one inode from another.
  public static FileStat withIdentity(
      FileStat stat, long device, long inode, long ctimeSeconds, int ctimeNanos) {
    return new FileStat(
        stat.kind(),
        stat.mode(),
        stat.size(),
        stat.mtimeSeconds(),
        stat.mtimeNanos(),
        ctimeSeconds,
        ctimeNanos,
        device,
        inode,
        stat.links(),
        stat.allocated(),
        stat.owner(),
        stat.mountPoint());
  }

  private @Nullable FileStat disguisedIfThere(@Nullable FileStat stat) {
    return stat == null ? null : disguise.apply(stat);
  }

  private ShareOutcome disguised(ShareOutcome outcome) {
    return outcome instanceof ShareOutcome.Shared(FileStat stat)
        ? new ShareOutcome.Shared(disguise.apply(stat))
        : outcome;
  }

  @Override
  public @Nullable FileStat stat(Path path) {
    return disguisedIfThere(super.stat(path));
  }

  @Override
  public LibraryStore store(Path root, Durability durability) {
    return new Store(super.store(root, durability));
  }

  @Override
  public SpaceTree openTree(Path root) {
    return new Tree(super.openTree(root));
  }

  @Override
  public TreeOutcome createTree(Path root) {
    return super.createTree(root) instanceof TreeOutcome.Created(SpaceTree tree)
        ? new TreeOutcome.Created(new Tree(tree))
        : new TreeOutcome.NotApplicable("no directory can be made there");
  }

  private final class Store extends ForwardingStore {

    Store(LibraryStore store) {
      super(store);
    }

    @Override
    public @Nullable FileStat stat(String path) {
      return disguisedIfThere(super.stat(path));
    }

    @Override
    public ShareOutcome publishLink(ReadableFile source, String path) {
      return disguised(super.publishLink(source, path));
    }

    @Override
    public ShareOutcome publishClone(ReadableFile source, String path) {
      return disguised(super.publishClone(source, path));
    }

    @Override
    public @Nullable StoredFile open(String path) {
      StoredFile file = super.open(path);
      return file == null
          ? null
          : new ForwardingStoredFile(file) {
            @Override
            public FileStat stat() {
              return disguise.apply(super.stat());
            }
          };
    }
  }

  private final class Tree extends ForwardingTree {

    Tree(SpaceTree tree) {
      super(tree);
    }

    @Override
    public @Nullable FileStat stat(TreeDirectory parent, byte[] name) {
      return disguisedIfThere(super.stat(parent, name));
    }

    @Override
    public FileStat stat(TreeDirectory directory) {
      return disguise.apply(super.stat(directory));
    }

    @Override
    public FileStat finishDirectory(TreeDirectory directory, int mode, long seconds, int nanos) {
      return disguise.apply(super.finishDirectory(directory, mode, seconds, nanos));
    }

    @Override
    public FileStat setAttributes(
        TreeDirectory parent, byte[] name, int mode, long seconds, int nanos) {
      return disguise.apply(super.setAttributes(parent, name, mode, seconds, nanos));
    }

    @Override
    public FileStat createFile(
        TreeDirectory parent,
        byte[] name,
        int mode,
        long seconds,
        int nanos,
        MemorySegment content) {
      return disguise.apply(super.createFile(parent, name, mode, seconds, nanos, content));
    }

    @Override
    public WritableFile createFile(TreeDirectory parent, byte[] name, int mode, long size) {
      return new ForwardingWritableFile(super.createFile(parent, name, mode, size)) {
        @Override
        public FileStat finish(long mtimeSeconds, int mtimeNanos) {
          return disguise.apply(super.finish(mtimeSeconds, mtimeNanos));
        }
      };
    }

    @Override
    public ShareOutcome linkFile(TreeDirectory parent, byte[] name, StoredFile source) {
      return disguised(super.linkFile(parent, name, source));
    }

    @Override
    public ShareOutcome cloneFile(
        TreeDirectory parent, byte[] name, int mode, long seconds, int nanos, StoredFile source) {
      return disguised(super.cloneFile(parent, name, mode, seconds, nanos, source));
    }

    @Override
    public FileStat createSymlink(
        TreeDirectory parent, byte[] name, byte[] target, long seconds, int nanos) {
      return disguise.apply(super.createSymlink(parent, name, target, seconds, nanos));
    }

    @Override
    public ReadableFile openFile(TreeDirectory parent, byte[] name) {
      return new ForwardingReadableFile(super.openFile(parent, name)) {
        @Override
        public FileStat stat() {
          return disguise.apply(super.stat());
        }
      };
    }

    @Override
    public DirectoryCursor list(TreeDirectory directory) {
      return new ForwardingCursor(super.list(directory)) {
        @Override
        public FileStat stat() {
          return disguise.apply(super.stat());
        }
      };
    }
  }
}
