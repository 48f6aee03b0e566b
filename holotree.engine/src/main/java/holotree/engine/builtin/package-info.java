/// The providers that every runtime has: the codec [holotree.engine.builtin.StoredCodec], the
/// read-ahead policy [holotree.engine.builtin.AdaptivePolicy] and the `java.nio` strategy
/// [holotree.engine.builtin.PortableStrategy]. They enter as services, like anyone's; the rest of
/// the engine knows none of them.
package holotree.engine.builtin;
