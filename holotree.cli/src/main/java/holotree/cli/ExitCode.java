package holotree.cli;

import holotree.api.error.BuildFailedException;
import holotree.api.error.BusyException;
import holotree.api.error.CorruptException;
import holotree.api.error.FormatVersionException;
import holotree.api.error.HolotreeException;
import holotree.api.error.InterruptedOperationException;
import holotree.api.error.NoSpaceException;
import holotree.api.error.NotFoundException;
import holotree.api.error.ProviderMissingException;
import holotree.api.error.RefusedException;
import holotree.api.error.UnsafeException;

/// The exit codes of the command. Scripts rely on them: they never change. Those of `run` and `env` are in
/// [#besideProgram].
enum ExitCode {
  /// The command did what it was asked to.
  DONE(0, "done"),
  /// The operating system refused something, or Holotree has a bug.
  FAILED(1, "failed"),
  /// The command line is wrong.
  USAGE(2, "the command line is wrong"),
  /// No such recording, space or directory.
  NOT_FOUND(3, "not found"),
  /// Bytes on disk are damaged.
  CORRUPT(4, "damaged data on disk"),
  /// Someone else holds what is needed.
  BUSY(5, "in use by another process"),
  /// Going on could do harm.
  UNSAFE(6, "refused as unsafe"),
  /// The disk is full.
  NO_SPACE(7, "no space left"),
  /// A codec or another provider is missing, or a format is too new.
  NOT_SUPPORTED(8, "a provider or a format version is missing"),
  /// What was compared differs.
  DIFFERS(9, "differs (verify, diff, demo)"),
  /// Stopped by Ctrl-C.
  INTERRUPTED(130, "interrupted");

  private static final int BESIDE_PROGRAM = 120;

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /// The code of the process.
  int code() {
    return code;
  }

  /// The code of the process where a program that it runs has codes of its own, which are passed on: 120
  /// more, so that the two can be told apart. What is no failure, and an interruption, keep theirs.
  int besideProgram() {
    return this == DONE || this == INTERRUPTED ? code : BESIDE_PROGRAM + code;
  }

  /// What it means, for the help.
  String meaning() {
    return meaning;
  }

  /// The code that says `failure`.
  static ExitCode of(HolotreeException failure) {
    return switch (failure) {
      case RefusedException _, BuildFailedException _ -> FAILED;
      case NotFoundException _ -> NOT_FOUND;
      case CorruptException _ -> CORRUPT;
      case BusyException _ -> BUSY;
      case UnsafeException _ -> UNSAFE;
      case NoSpaceException _ -> NO_SPACE;
      case ProviderMissingException _, FormatVersionException _ -> NOT_SUPPORTED;
      case InterruptedOperationException _ -> INTERRUPTED;
    };
  }
}
