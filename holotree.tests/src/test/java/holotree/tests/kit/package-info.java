/// What the end-to-end tests are made with: trees, comparisons that share nothing with the engine, and
/// processes. Start at [holotree.tests.kit.Workplace].
package holotree.tests.kit;
