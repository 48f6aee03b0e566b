/// A strategy that fails where it is told to, as disks and file systems do, and knows what is open. Start
/// at [holotree.testkit.fault.FailingStrategy].
package holotree.testkit.fault;
