/// Targets for a fuzzer, one for each parser: `holotree.fuzz/run` has Jazzer try inputs, a test tries
/// seeds and what was once found. Targets of parsers that are not public lie beside them, in the
/// engine's packages. Start at [holotree.fuzz.FuzzTarget].
@NullMarked
package holotree.fuzz;

import org.jspecify.annotations.NullMarked;
