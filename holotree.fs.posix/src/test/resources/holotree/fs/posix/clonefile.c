/* clonefile(2) of macOS on Linux, as its manual page has it: a clone where the file system makes one, a copy
   with the same bytes elsewhere, errors with the numbers of macOS. A source named "busy" is interrupted
   twice before it is cloned; one named "other-disk" is on another file system, "no-clones" on one without
   clones, "broken" on a disk with errors. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CLONE_NOFOLLOW = 1, CLONE_NOOWNERCOPY = 2 };
enum { MAC_ELOOP = 62, MAC_ENOTSUP = 45 };

static int fail(int error) {
  errno = error;
  return -1;
}

static int named(const char *path, const char *name) {
  const char *last = strrchr(path, '/');
  return last != NULL && strcmp(last + 1, name) == 0;
}

int clonefile(const char *source, const char *clone, uint32_t flags) {
  static int interrupts;
  if (named(source, "busy") && interrupts++ < 2) return fail(EINTR);
  if (named(source, "other-disk")) return fail(EXDEV);
  if (named(source, "no-clones")) return fail(MAC_ENOTSUP);
  if (named(source, "broken")) return fail(EIO);
  if (flags & ~(CLONE_NOFOLLOW | CLONE_NOOWNERCOPY)) return fail(EINVAL);
  int from = open(source, O_RDONLY | O_CLOEXEC | (flags & CLONE_NOFOLLOW ? O_NOFOLLOW : 0));
  if (from < 0) return fail(errno == ELOOP ? MAC_ELOOP : errno);
  struct stat stat;
  if (fstat(from, &stat) < 0) return -1;
  int to = open(clone, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (to < 0) {
    int error = errno;
    close(from);
    return fail(error);
  }
  if (ioctl(to, FICLONE, from) < 0) {
    for (off_t left = stat.st_size; left > 0;) {
      ssize_t sent = sendfile(to, from, NULL, (size_t)left);
      if (sent <= 0) return fail(EIO);
      left -= sent;
    }
  }
  struct timespec times[] = {stat.st_atim, stat.st_mtim};
  futimens(to, times);
  fchmod(to, stat.st_mode & 01777);
  if (!(flags & CLONE_NOOWNERCOPY) && fchown(to, stat.st_uid, stat.st_gid) < 0) return -1;
  close(from);
  return close(to);
}
