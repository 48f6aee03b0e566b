/// A double of each face of the file system SPI that does what another one does; tests override what is
/// to be different. Start at [holotree.testkit.forward.ForwardingStrategy].
///
/// Doubles may stand on doubles, over any strategy. What is handed back to them they unwrap before they
/// hand it on: files and locks of stores, and open files of trees, down to what the strategy itself made;
/// temporaries, by the one layer that each store wraps them in. So what a double gives out may be wrapped
/// in [holotree.testkit.forward.ForwardingStoredFile], `ForwardingReadableFile` or `ForwardingLock`, and
/// in nothing else, where it may come back as an argument.
package holotree.testkit.forward;
