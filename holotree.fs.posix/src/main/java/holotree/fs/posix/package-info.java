/// Linux on x86-64 and aarch64, at the kernel's floor of system calls. Start at
/// [holotree.fs.posix.LinuxStrategy].
///
/// Three layers: [holotree.fs.posix.Libc] has every system call and nothing else; descriptors,
/// names and errors stand on it; trees and stores stand on those. Apart from them,
/// [holotree.fs.posix.MacCloner] clones files on macOS. Not here: what else any other system does,
/// which the engine's portable strategy covers.
package holotree.fs.posix;
