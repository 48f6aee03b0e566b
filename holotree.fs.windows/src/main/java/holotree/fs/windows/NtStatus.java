package holotree.fs.windows;

/// Errors of the functions that return an `NTSTATUS` ("NTSTATUS Values", MS-ERREF).
final class NtStatus {

  static final int INVALID_INFO_CLASS = 0xC000_0003;
  static final int INVALID_PARAMETER = 0xC000_000D;
  static final int INVALID_DEVICE_REQUEST = 0xC000_0010;
  static final int DELETE_PENDING = 0xC000_0056;
  static final int NOT_SUPPORTED = 0xC000_00BB;
  static final int FILE_IS_A_DIRECTORY = 0xC000_00BA;

  private NtStatus() {}

  /// Whether a file system has no such call, or not with these flags.
  static boolean isUnknown(int status) {
    return status == INVALID_INFO_CLASS
        || status == INVALID_PARAMETER
        || status == INVALID_DEVICE_REQUEST
        || status == NOT_SUPPORTED;
  }

  /// @throws WindowsError if it is an error
  static void require(NativeCall call, int status) throws WindowsError {
    if (status >= 0) {
      return;
    }
    // For these two, Windows itself says merely that access is denied.
    throw switch (status) {
      case DELETE_PENDING -> SystemError.ERROR_DELETE_PENDING.asError();
      case FILE_IS_A_DIRECTORY -> SystemError.ERROR_DIRECTORY_NOT_SUPPORTED.asError();
      default -> new WindowsError(Ntdll.statusToError(call, status));
    };
  }
}
