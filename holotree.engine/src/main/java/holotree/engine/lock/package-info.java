/// Locks with a note beside each that says who holds it. Start at
/// [holotree.engine.lock.OperationLocks].
package holotree.engine.lock;
