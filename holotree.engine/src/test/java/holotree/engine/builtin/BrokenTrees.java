package holotree.engine.builtin;

import holotree.api.fs.EntryKind;
import holotree.api.fs.FileStat;
import holotree.api.fs.ReadableFile;
import holotree.api.fs.ShareOutcome;
import holotree.api.fs.SpaceTree;
import holotree.api.fs.StoredFile;
import holotree.api.fs.TreeDirectory;
import holotree.testkit.forward.ForwardingTree;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/// Trees that break one promise each of [SpaceTree].
final class BrokenTrees {

  private static final int UMASK = 022;

  private BrokenTrees() {}

  static SpaceTree followingSymlinks(SpaceTree tree) {
    return new ForwardingTree(tree) {
      @Override
      public ReadableFile openFile(TreeDirectory parent, byte[] name) {
        FileStat stat = stat(parent, name);
        if (stat == null || stat.kind() != EntryKind.SYMLINK) {
          return super.openFile(parent, name);
        }
        Path target = Path.of(new String(readSymlink(parent, name), StandardCharsets.UTF_8));
        SpaceTree other = new PortableStrategy().openTree(target.getParent());
        return other.openFile(other.root(), Native.bytes(target.getFileName().toString()));
      }
    };
  }

  /// Knows a directory of the root by its name alone.
  static SpaceTree goingByNames(SpaceTree tree) {
    IdentityHashMap<TreeDirectory, byte[]> names = new IdentityHashMap<>();
    return new ForwardingTree(tree) {
      @Override
      public TreeDirectory makeDirectory(TreeDirectory parent, byte[] name, int mode) {
        TreeDirectory made = super.makeDirectory(parent, name, mode);
        names.put(made, name);
        return made;
      }

      @Override
      public TreeDirectory openDirectory(TreeDirectory parent, byte[] name) {
        byte[] known = names.get(parent);
        return super.openDirectory(
            known == null ? parent : super.openDirectory(root(), known), name);
      }
    };
  }

  static SpaceTree replacingFiles(SpaceTree tree) {
    return new Creating(tree) {
      @Override
      FileStat create(TreeDirectory parent, byte[] name, int mode, int nanos, MemorySegment bytes) {
        FileStat there = stat(parent, name);
        if (there != null && there.kind() == EntryKind.FILE) {
          removeFile(parent, name);
        }
        return super.create(parent, name, mode, nanos, bytes);
      }
    };
  }

  static SpaceTree obeyingTheUmask(SpaceTree tree) {
    return new Creating(tree) {
      @Override
      FileStat create(TreeDirectory parent, byte[] name, int mode, int nanos, MemorySegment bytes) {
        return super.create(parent, name, mode & ~UMASK, nanos, bytes);
      }
    };
  }

  static SpaceTree roundingTimes(SpaceTree tree) {
    return new Creating(tree) {
      @Override
      FileStat create(TreeDirectory parent, byte[] name, int mode, int nanos, MemorySegment bytes) {
        return super.create(parent, name, mode, nanos / 1000 * 1000, bytes);
      }
    };
  }

  static SpaceTree alteringNames(SpaceTree tree) {
    return new Creating(tree) {
      @Override
      FileStat create(TreeDirectory parent, byte[] name, int mode, int nanos, MemorySegment bytes) {
        byte[] ascii = name.clone();
        for (int i = 0; i < ascii.length; i++) {
          ascii[i] &= 0x7F;
        }
        return super.create(parent, ascii, mode, nanos, bytes);
      }
    };
  }

  static SpaceTree stayingOpen(SpaceTree tree) {
    return new ForwardingTree(tree) {
      @Override
      public void close() {}
    };
  }

  static SpaceTree removingWhenClosed(SpaceTree tree) {
    AtomicBoolean closed = new AtomicBoolean();
    return new ForwardingTree(tree) {
      @Override
      public void close() {
        if (!closed.getAndSet(true)) {
          removeFile(root(), Native.bytes("name"));
        }
        super.close();
      }
    };
  }

  static SpaceTree copyingInsteadOfLinking(SpaceTree tree) {
    return new ForwardingTree(tree) {
      @Override
      public ShareOutcome linkFile(TreeDirectory parent, byte[] name, StoredFile source) {
        MemorySegment all = Native.empty(source.size());
        source.read(0, all);
        FileStat stat = source.stat();
        return new ShareOutcome.Shared(
            createFile(parent, name, stat.mode(), stat.mtimeSeconds(), stat.mtimeNanos(), all));
      }
    };
  }

  /// Makes whole files in another way.
  private static class Creating extends ForwardingTree {

    private long seconds;

    Creating(SpaceTree tree) {
      super(tree);
    }

    @Override
    public FileStat createFile(
        TreeDirectory parent,
        byte[] name,
        int mode,
        long mtimeSeconds,
        int mtimeNanos,
        MemorySegment content) {
      seconds = mtimeSeconds;
      return Objects.requireNonNull(create(parent, name, mode, mtimeNanos, content));
    }

    FileStat create(TreeDirectory parent, byte[] name, int mode, int nanos, MemorySegment bytes) {
      return super.createFile(parent, name, mode, seconds, nanos, bytes);
    }
  }
}
