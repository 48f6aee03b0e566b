package holotree.fs.posix;

import holotree.api.error.HolotreeException;
import holotree.api.fs.Inheritance;
import holotree.api.fs.StoreLock;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The end of this program, and the start of another in its process (`execve`). The kernel keeps what
/// belongs to the process, its id, files, blocked and ignored signals and limits, and a Java runtime has
/// changed some of that: here it is put back. Used once, by one thread.
final class Succession {

  // As a script's shell and its `exec 3>file` use the low numbers, and would close a lock there.
  private static final int LOWEST_LOCK = 200;

  private static final String DESCRIPTORS = "/proc/self/fd";
  private static final int STANDARD_ERROR = 2;
  private static final int ACTION_BYTES = 64;
  private static final long IGNORE = 1;

  private final Inheritance inherited;
  private final List<StoreLock> kept;

  Succession(Inheritance inherited, List<StoreLock> kept) {
    this.inherited = inherited;
    this.kept = kept;
  }

  /// Becomes the program.
  ///
  /// @return why that failed; this process then is as before
  HolotreeException become(Path program, List<String> arguments, Map<String, String> environment) {
    byte[] path = EntryName.bytes(program);
    List<Integer> locks = new ArrayList<>();
    List<Integer> closing = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      long variables = strings(arena, variables(environment));
      closeOwn(closing);
      keep(locks);
      int result = execute(arena, path, strings(arena, arguments), variables);
      if (Errno.ENOEXEC.is(result)) {
        // A script without #! is the shell's, as POSIX has it for execvp.
        List<String> script = new ArrayList<>(List.of("sh", program.toString()));
        script.addAll(arguments.subList(1, arguments.size()));
        result = execute(arena, EntryName.bytes("/bin/sh"), strings(arena, script), variables);
      }
      return Errno.failure("run", program.toString(), result);
    } finally {
      locks.forEach(Libc::close);
      closing.forEach(file -> Libc.closeOnExec(file, false));
    }
  }

  private int execute(Arena arena, byte[] program, long arguments, long variables) {
    long limit = Libc.openFileLimit();
    MemorySegment before = arena.allocate((long) ACTION_BYTES * 65, 8);
    MemorySegment ignore = arena.allocate(ACTION_BYTES, 8);
    ignore.set(ValueLayout.JAVA_LONG, 0, IGNORE);
    for (int signal : inherited.ignoredSignals()) {
      ProcessCalls.onSignal(
          signal, ignore.address(), before.address() + (long) signal * ACTION_BYTES);
    }
    if (inherited.openFiles() > 0) {
      ProcessCalls.setOpenFileLimit(inherited.openFiles());
    }
    // A Java thread blocks SIGQUIT, which is for a thread of the runtime's.
    ProcessCalls.blockSignals(0);
    long blocked = Scratch.current().struct().get(ValueLayout.JAVA_LONG, 0);
    int result = ProcessCalls.execve(program, arguments, variables);
    ProcessCalls.blockSignals(blocked);
    if (limit > 0) {
      ProcessCalls.setOpenFileLimit(limit);
    }
    for (int signal : inherited.ignoredSignals()) {
      ProcessCalls.onSignal(signal, before.address() + (long) signal * ACTION_BYTES, 0);
    }
    return result;
  }

  private void keep(List<Integer> locks) {
    for (StoreLock lock : kept) {
      if (lock instanceof HeldLock(Descriptor opening)) {
        int file = opening.acquire();
        try {
          int copy = Libc.duplicate(file, LOWEST_LOCK);
          if (Errno.EINVAL.is(copy)) {
            // Fewer files than that may be open.
            copy = Libc.duplicate(file, 0);
          }
          if (copy < 0) {
            throw Errno.failure("keep the lock of", "the space", copy);
          }
          locks.add(copy);
        } finally {
          opening.release();
        }
      }
    }
  }

  // What this strategy opens closes on exec anyway; what a Java runtime opens (its modules, jars,
  // /dev/random) does not.
  private void closeOwn(List<Integer> closing) {
    int directory = Libc.openat(Libc.AT_FDCWD, EntryName.bytes(DESCRIPTORS), OpenFlag.DIRECTORY, 0);
    if (directory < 0) {
      throw Errno.failure("list", DESCRIPTORS, directory);
    }
    try {
      for (byte[] name : Names.in(directory, DESCRIPTORS)) {
        int file = Integer.parseInt(EntryName.text(name));
        if (file > STANDARD_ERROR
            && !inherited.files().contains(file)
            && Libc.closesOnExec(file) == 0) {
          Libc.closeOnExec(file, true);
          closing.add(file);
        }
      }
    } finally {
      Libc.close(directory);
    }
  }

  private static List<String> variables(Map<String, String> environment) {
    return environment.entrySet().stream()
        .map(variable -> variable.getKey() + "=" + variable.getValue())
        .toList();
  }

  /// An array of addresses of C strings, ended by 0.
  private static long strings(Arena arena, List<String> texts) {
    MemorySegment addresses = arena.allocate(8L * (texts.size() + 1), 8);
    for (int i = 0; i < texts.size(); i++) {
      addresses.set(ValueLayout.JAVA_LONG, 8L * i, arena.allocateFrom(texts.get(i)).address());
    }
    return addresses.address();
  }
}
