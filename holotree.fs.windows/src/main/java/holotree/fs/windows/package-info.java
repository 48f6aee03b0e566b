/// The file system SPI on Windows. Entry class: [holotree.fs.windows.WindowsStrategy].
///
/// Everything is decided in Java over a thin room of calls, [holotree.fs.windows.Kernel], so that a Windows that
/// is simulated can stand in for the real one. The calls themselves are in
/// [holotree.fs.windows.NativeKernel] and the classes that it uses, and nowhere else.
package holotree.fs.windows;
