package holotree.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;

/// Tests of promises that are broken on purpose: the check of one passes where all is kept,
/// and fails where it is broken.
final class BrokenPromises {

  private BrokenPromises() {}

  /// A test of one promise.
  ///
  /// @param failure what a check that fails throws
  static DynamicTest test(
      Enum<?> promise,
      Class<? extends Throwable> failure,
      ThrowingCallable kept,
      ThrowingCallable broken) {
    return dynamicTest(
        promise.name(),
        () -> {
          kept.call();
          assertThatExceptionOfType(failure).isThrownBy(broken);
        });
  }
}
