/// The journal of a home: a line for each thing done in it. Start at [holotree.engine.journal.Journal].
///
/// Not here: what the lines sum up to (the front desk).
package holotree.engine.journal;
