/// The bytes on disk, one class for each structure. Integers are little-endian and unsigned; checksums
/// are CRC-32C (RFC 3720, appendix B.4); digests are SHA-256.
///
/// Normative layouts, with a worked example, are in `docs/FORMAT.md`. In short:
///
/// ```
/// pack     = PackHeader(16) frame* footer trailer(PackTrailer, 48)
/// frame    = FrameHeader(32) payload
/// footer   = frame table, chunk digests, chunk lengths, order (see PackFooter)
/// index    = rows, fan-out, pack table, trailer (see MergedIndex)
/// catalog  = CatalogFileHeader(32) frame*, whose plain bytes are the canonical CBOR of CatalogFormat
/// name     = one line of text, see NameRecord
/// state    = one checked CBOR map, see SpaceState in the space package and CheckedMap
/// pool     = plain contents; its size is one checked CBOR map, see PoolSize in the pool package
/// ```
///
/// Readers check every length against what is there before they allocate. Not here: files and paths.
package holotree.engine.format;
