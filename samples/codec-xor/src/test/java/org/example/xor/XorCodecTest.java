package org.example.xor;

import holotree.api.codec.FrameCodec;
import holotree.testkit.contract.FrameCodecContract;
import java.util.List;

public class XorCodecTest extends FrameCodecContract {

  @Override
  protected FrameCodec codec() {
    return new XorCodec();
  }

  @Override
  protected List<PublishedFrame> published() {
    return List.of(new PublishedFrame(new byte[] {0x34, 0x37}, new byte[] {'a', 'b'}));
  }
}
