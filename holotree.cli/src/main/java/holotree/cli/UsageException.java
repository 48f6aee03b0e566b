package holotree.cli;

/// The command line asks for something that makes no sense. The message is one sentence for people,
/// without a full stop.
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message, null, false, false);
  }
}
