package holotree.fs.posix;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/// The system calls that change this process or end its program, one method each, by way of [Libc]. Each
/// returns what the kernel does: a result, or an error number, negated.
final class ProcessCalls {

  private static final int SIG_SETMASK = 2;
  private static final int SIGNAL_SET_BYTES = 8;

  private ProcessCalls() {}

  /// Sets which signals are blocked for the calling thread.
  ///
  /// @param blocked the bits of the new ones, bit 0 for signal 1
  /// @return 0 or an error; what was set before is at the start of [Scratch#struct] then
  static int blockSignals(long blocked) {
    Scratch scratch = Scratch.current();
    MemorySegment sets = scratch.struct();
    sets.set(JAVA_LONG, 8, blocked);
    long before = sets.address();
    return (int)
        Libc.call(scratch, Abi.RT_SIGPROCMASK, SIG_SETMASK, before + 8, before, SIGNAL_SET_BYTES);
  }

  /// Sets what a signal does.
  ///
  /// @param action address of a `struct sigaction` as the kernel has it; 0 to leave it as it is
  /// @param before where to put what it did; 0 for nowhere
  static int onSignal(int signal, long action, long before) {
    return (int)
        Libc.call(Scratch.current(), Abi.RT_SIGACTION, signal, action, before, SIGNAL_SET_BYTES);
  }

  /// Makes this process another program.
  ///
  /// @param arguments address of an array of addresses of C strings, ended by 0
  /// @param environment the same
  /// @return an error
  static int execve(byte[] program, long arguments, long environment) {
    Scratch scratch = Scratch.current();
    return (int) Libc.call(scratch, Abi.EXECVE, scratch.first(program), arguments, environment, 0);
  }

  /// Sets how many files this process may have open; the limit of that limit stays.
  static int setOpenFileLimit(long files) {
    Scratch scratch = Scratch.current();
    MemorySegment limit = scratch.struct();
    long address = limit.address();
    int result = (int) Libc.call(scratch, Abi.PRLIMIT64, 0, Libc.RLIMIT_NOFILE, 0, address);
    if (result < 0) {
      return result;
    }
    limit.set(JAVA_LONG, 0, files);
    return (int) Libc.call(scratch, Abi.PRLIMIT64, 0, Libc.RLIMIT_NOFILE, address, 0);
  }
}
