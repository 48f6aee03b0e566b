/// What the engine's parts cost, measured with JMH. Each class has one subject, and what it does is set
/// beside what somebody would write without it. `bench/jmh` runs them.
///
/// Not here: whole commands (`holotree.bench.sidebyside`).
@NullMarked
package holotree.bench;

import org.jspecify.annotations.NullMarked;
