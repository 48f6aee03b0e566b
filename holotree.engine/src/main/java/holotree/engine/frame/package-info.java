/// Frames in memory: slabs to work in, encoding and decoding. Start at
/// [holotree.engine.frame.FrameReader] and [holotree.engine.frame.FrameWriter].
///
/// Not here: which frames there are and where they lie (the library).
package holotree.engine.frame;
