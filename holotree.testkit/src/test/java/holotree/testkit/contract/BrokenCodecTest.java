package holotree.testkit.contract;

import holotree.api.codec.FrameCodec;
import holotree.testkit.contract.BreakableCodec.Fault;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Whoever breaks a promise of [FrameCodec] fails the test that is named for it.
class BrokenCodecTest {

  /// A promise, and what breaks it.
  @SuppressWarnings("ImmutableEnumChecker") // references to methods, which hold nothing
  enum Promise {
    LEVELS(Fault.TAKES_ANY_LEVEL, FrameCodecContract::promise1_levels_areInOrderAndOthersRefused),
    OLD_FRAMES(
        Fault.HAS_ANOTHER_HEADER_NOW,
        FrameCodecContract::promise2_framesOfEveryRelease_stayDecodable),
    SAME_BYTES(
        Fault.LOSES_THE_LAST_BIT_AT_THE_HIGHEST_LEVEL,
        FrameCodecContract::promise3_decoding_givesTheSameBytesAtEveryLevel),
    BOUND(
        Fault.STATES_A_BOUND_TOO_LOW, FrameCodecContract::promise4_frame_isNeverLongerThanItsBound),
    SAME_FRAME(
        Fault.COUNTS_ITS_FRAMES, FrameCodecContract::promise5_encodingAgain_givesTheSameFrame),
    READS(
        Fault.READS_BEHIND_THE_FRAME,
        FrameCodecContract::promise6_decoder_readsNothingBehindTheFrame),
    WRITES(
        Fault.WRITES_BESIDE_THE_SEGMENT,
        FrameCodecContract::promise6_decoder_writesNothingBesideTheSegment),
    LONGER_FRAMES(
        Fault.TAKES_LONGER_FRAMES,
        FrameCodecContract::promise7_frameCutOrLengthened_isNotDecodedToItsBytes),
    PLAIN_LENGTH(
        Fault.TAKES_ANY_PLAIN_LENGTH,
        FrameCodecContract::promise7_plainLengthThatDiffers_isReported),
    AFTER_AN_EXCEPTION(
        Fault.IS_SPOILT_BY_AN_EXCEPTION,
        FrameCodecContract::promise8_encoderAndDecoder_workOnAfterAnException),
    CLOSING(Fault.CLOSES_ONCE, FrameCodecContract::promise8_closingTwice_isHarmless);

    private final Fault fault;
    private final Check check;

    Promise(Fault fault, Check check) {
      this.fault = fault;
      this.check = check;
    }
  }

  @TestFactory
  Stream<DynamicTest> brokenPromise_failsItsTest_andAKeptOnePassesIt() {
    return Stream.of(Promise.values())
        .map(promise ->
            BrokenPromises.test(
                promise,
                Throwable.class,
                () -> promise.check.of(suite(Fault.NONE)),
                () -> promise.check.of(suite(promise.fault))));
  }

  private static FrameCodecContract suite(Fault fault) {
    return new FrameCodecContract() {
      @Override
      protected FrameCodec codec() {
        return new BreakableCodec(fault);
      }

      @Override
      protected List<PublishedFrame> published() {
        return List.of(new PublishedFrame(new byte[] {90, 1, 2}, new byte[] {1, 2}));
      }
    };
  }

  /// A test of the suite.
  private interface Check {
    void of(FrameCodecContract suite) throws Exception;
  }
}
