/// The codec SPI: how one frame of a pack is encoded and decoded. Start at
/// [holotree.api.codec.FrameCodec].
package holotree.api.codec;
