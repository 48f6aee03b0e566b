/// Files made with intent: each breaks one rule and is right in everything else, checksums and ids
/// included. Start at [holotree.tests.hostile.Attack].
package holotree.tests.hostile;
