/// Power, system calls and processes fail in the middle of commands: what was acknowledged stays, and the
/// next command succeeds unaided. Start at [holotree.tests.crash.PowerCutIT].
package holotree.tests.crash;
