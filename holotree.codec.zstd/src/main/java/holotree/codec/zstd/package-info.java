/// The codec `zstd`: RFC 8878 frames by zstd-jni. Start at [holotree.codec.zstd.ZstdCodec]; only
/// [holotree.codec.zstd.ZstdBinding] knows the native library. Checksums are not here: the engine
/// has its own.
package holotree.codec.zstd;
