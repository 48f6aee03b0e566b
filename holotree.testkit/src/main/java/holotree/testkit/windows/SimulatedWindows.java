package holotree.testkit.windows;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;

/// Windows as a strategy meets it, on a POSIX system. Thread-safe.
///
/// The full name `\\?\C:\a\b` stands for the path `/a/b`. Files, directories, symbolic links and further names of
/// files are such on the disk, too; times are those of the disk, rounded down to 100 ns. A read-only file is one
/// that its owner may not write to; streams are extended attributes. What is open, and who shares what, is known
/// to all simulated Windows of one process that have the same side directory; locks, and that somebody does not
/// let a file be deleted, to those of other processes as well.
///
/// As on Windows, a name that only `\\?\` can make (`nul.txt`, a space at its end) could be made. A strategy
/// never should, so that is a failure of the test, an [IllegalStateException], as is using a handle that
/// is not open.
///
/// Shortcomings: names need an encoding in UTF-8 of at most 255 bytes; one drive, `C:`; a list of names is taken
/// when it begins; reading and writing are shared out within a process only; whoever moves directories without
/// asking Windows can have what Windows would not let him have.
public final class SimulatedWindows {

  private final Machine machine;
  private final Conditions conditions = new Conditions();
  private final VirusChecker virusChecker = new VirusChecker();
  private final Indexer indexer = new Indexer();
  private final Calls calls = new Calls();
  private final HandleTable handles = new HandleTable(conditions);
  private final Opener opener;
  private final Closer closer;
  private final NameChanges changes;
  private final Data data;
  private final FactsOfFiles facts;
  private final LinksOnDisk links;

  /// Uses a side directory that all processes of this user have in common.
  public SimulatedWindows() {
    this(
        Path.of(System.getProperty("java.io.tmpdir", "/tmp"))
            .resolve("simulated-windows-" + System.getProperty("user.name", "user")));
  }

  /// @param side directory for locks and for what links are; made if it is not there
  public SimulatedWindows(Path side) {
    machine = Machine.of(side);
    facts = new FactsOfFiles(machine, conditions);
    closer = new Closer(machine, conditions, virusChecker, indexer);
    opener = new Opener(machine, conditions);
    changes = new NameChanges(machine, conditions);
    data = new Data(machine, conditions);
    links = new LinksOnDisk(machine, conditions);
  }

  /// What Windows and its disk are like.
  public Conditions conditions() {
    return conditions;
  }

  /// Opens files that were written, when they are closed; off until it is told otherwise.
  public VirusChecker virusChecker() {
    return virusChecker;
  }

  /// Opens files and directories that were made, when they are closed; off until it is told otherwise.
  public Indexer indexer() {
    return indexer;
  }

  /// Has a call fail, once.
  ///
  /// @param method name of a method of this class
  /// @param call which of its calls from now on, from 1
  /// @param code the number that it is refused with
  public void fail(String method, int call, int code) {
    calls.fail(method, call, code);
  }

  /// How often a method was called.
  ///
  /// @param method name of a method of this class
  public int count(String method) {
    return calls.count(method);
  }

  /// Has each call from now on told to a listener.
  public void listener(CallListener listener) {
    calls.listener(listener);
  }

  /// How many handles are open.
  public int openHandles() {
    return handles.open();
  }

  /// How many were open at once, at most.
  public int mostHandles() {
    return handles.most();
  }

  /// What is still open: full names, and what each is open for.
  public List<String> leaks() {
    return handles.leaks();
  }

  /// The full name of a path.
  ///
  /// @param path absolute
  public String fullName(Path path) {
    return FullNames.of(path);
  }

  /// The path that a full name stands for.
  public Path path(String fullName) throws WindowsRefusal {
    return FullNames.path(fullName, conditions.hasLongPaths());
  }

  /// Opens or makes a file or directory, as `NtCreateFile` does with `FILE_OPEN_REPARSE_POINT`: a link is
  /// opened itself; links in the middle of a full name are followed.
  ///
  /// @param directory an open directory; 0 for a full name
  /// @param name a single name; a full one for the directory 0; `:stream` for a stream of `directory`; empty for
  ///     what is open as `directory` itself
  /// @param access `Numbers` for what will be done with it
  /// @param share what others may do meanwhile
  /// @param disposition `OPEN`, `CREATE` or `OPEN_IF`
  /// @param options `DIRECTORY_FILE`, `NON_DIRECTORY_FILE` or 0
  /// @return the handle, not 0
  public long open(long directory, String name, int access, int share, int disposition, int options)
      throws WindowsRefusal {
    Opening how = new Opening(access, share, disposition, options);
    return call(
        "open",
        name,
        () -> {
          handles.requireRoom();
          return handles.add(
              directory == 0
                  ? opener.openFull(name, how)
                  : opener.openBelow(handles.get(directory), name, how));
        });
  }

  /// Closes a handle.
  public void close(long handle) throws WindowsRefusal {
    // What is refused, stays open.
    call("close", handles.get(handle), () -> closer.close(handles.remove(handle)));
  }

  /// What stands behind a handle.
  public SimulatedFacts facts(long handle) throws WindowsRefusal {
    OpenFile file = handles.get(handle);
    return call("facts", file, () -> facts.of(file));
  }

  /// Gives it a modification time and attributes, 0 for neither. Of attributes, only `READONLY` is kept.
  public void setFacts(long handle, long modified, int attributes) throws WindowsRefusal {
    OpenFile file = handles.get(handle);
    call("setFacts", file, () -> facts.set(file, modified, attributes));
  }

  /// The next names in a directory, `.` and `..` among them; none at the end.
  ///
  /// @param first whether to begin again
  public List<String> list(long directory, boolean first) throws WindowsRefusal {
    OpenFile file = handles.get(directory);
    return call("list", file, () -> file.listing().next(first));
  }

  /// Reads at an offset.
  ///
  /// @return bytes read, 0 at the end
  public int read(long handle, long offset, MemorySegment into) throws WindowsRefusal {
    OpenFile file = handles.get(handle);
    return call("read", file, () -> data.read(file, offset, into));
  }

  /// Writes at an offset; what is left out before it is filled with zeros.
  ///
  /// @return bytes written
  public int write(long handle, long offset, MemorySegment from) throws WindowsRefusal {
    OpenFile file = handles.get(handle);
    return call("write", file, () -> data.write(file, offset, from));
  }

  /// Writes at the end of a file, whoever else does so.
  ///
  /// @return bytes written
  public int append(long handle, MemorySegment from) throws WindowsRefusal {
    OpenFile file = handles.get(handle);
    return call("append", file, () -> data.append(file, from));
  }

  /// Makes a file as long as that.
  public void setSize(long handle, long size) throws WindowsRefusal {
    OpenFile file = handles.get(handle);
    call("setSize", file, () -> data.setSize(file, size));
  }

  /// Is counted, and does nothing else: nobody pulls a plug here.
  public void flush(long handle) throws WindowsRefusal {
    OpenFile file = handles.get(handle);
    call("flush", file, () -> file.requireAccess(Numbers.WRITE_DATA | Numbers.APPEND_DATA));
  }

  /// Gives what was opened for deletion another name, with POSIX semantics where names are deleted so.
  ///
  /// @param directory an open directory; 0 for a full name
  /// @param replace whether in place of the file of that name
  public void rename(long handle, long directory, String name, boolean replace)
      throws WindowsRefusal {
    OpenFile file = handles.get(handle);
    change("rename", file, () -> changes.rename(file, place(directory, name), replace));
  }

  /// Gives an open file one more name.
  ///
  /// @param directory an open directory; 0 for a full name
  public void link(long handle, long directory, String name) throws WindowsRefusal {
    OpenFile file = handles.get(handle);
    change("link", file, () -> changes.link(file, place(directory, name)));
  }

  /// Takes the name from what was opened for deletion: when this handle is closed, or, without POSIX semantics,
  /// when the last one is. Until then, nobody opens it any more.
  public void delete(long handle) throws WindowsRefusal {
    OpenFile file = handles.get(handle);
    change("delete", file, () -> changes.delete(file));
  }

  /// Copies bytes from one file to another, under the rules of cloning.
  public void share(long source, long target, long offset, long length) throws WindowsRefusal {
    OpenFile from = handles.get(source);
    OpenFile to = handles.get(target);
    call("share", to, () -> data.share(from, to, offset, length));
  }

  /// Makes a symbolic link.
  ///
  /// @param target as Windows has it, with `\`
  public void makeSymlink(String fullName, String target, boolean toDirectory)
      throws WindowsRefusal {
    change("makeSymlink", fullName, () -> links.make(place(0, fullName), target, toDirectory));
  }

  /// What a symbolic link that is open holds, with `\`.
  public String readLink(long handle) throws WindowsRefusal {
    OpenFile file = handles.get(handle);
    return call("readLink", file, () -> links.read(file));
  }

  /// Takes the lock that the open file stands for, until [#unlock] or the handle is closed, if that is possible
  /// at once.
  public boolean tryLock(long handle, boolean exclusive) throws WindowsRefusal {
    OpenFile file = handles.get(handle);
    return call("tryLock", file, () -> machine.locks().tryLock(file, exclusive));
  }

  /// Lets go of the lock.
  public void unlock(long handle) throws WindowsRefusal {
    OpenFile file = handles.get(handle);
    call("unlock", file, () -> machine.locks().unlock(file));
  }

  /// What the file system of something open is.
  public SimulatedVolume volume(long handle) throws WindowsRefusal {
    return call(
        "volume",
        handles.get(handle),
        () -> conditions.fileSystem().volume(conditions.isReadOnly()));
  }

  /// What is free where a directory is.
  public SimulatedSpace space(String fullName) throws WindowsRefusal {
    return call("space", fullName, () -> facts.space(path(fullName)));
  }

  /// The full name of something open, every link in it resolved.
  public String finalName(long handle) throws WindowsRefusal {
    OpenFile file = handles.get(handle);
    return call("finalName", file, () -> FullNames.of(facts.resolved(file)));
  }

  /// Counts the starts of the machine; empty if that is not known.
  public String bootId() {
    return conditions.bootId();
  }

  private Place place(long directory, String name) throws WindowsRefusal, IOException {
    return directory == 0
        ? machine.names().full(name, conditions.hasLongPaths())
        : machine.names().below(handles.get(directory), name);
  }

  private <T> T call(String method, Object about, Step<T> answer) throws WindowsRefusal {
    int code = 0;
    try {
      calls.begin(method);
      return answer.run();
    } catch (IOException e) {
      WindowsRefusal refusal = DiskErrors.refusal(e);
      code = refusal.code();
      throw refusal;
    } catch (WindowsRefusal e) {
      code = e.code();
      throw e;
    } finally {
      calls.end(method, about, code);
    }
  }

  private void change(String method, Object about, Deed deed) throws WindowsRefusal {
    call(
        method,
        about,
        () ->
            machine.changing(() -> {
              deed.run();
              return true;
            }));
  }

  private void call(String method, Object about, Deed deed) throws WindowsRefusal {
    call(
        method,
        about,
        () -> {
          deed.run();
          return true;
        });
  }

  @FunctionalInterface
  private interface Deed {
    void run() throws WindowsRefusal, IOException;
  }
}
