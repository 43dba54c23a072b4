"""The system calls that a child may make: a list of what is needed, by name, with the reason of each; all else is refused.

The grader translates the list once for this machine (`build`, through libseccomp), the child hands the program to the kernel as
its last step before student code (`install`). It is one of two independent layers: the namespaces hold without it. It alone
stops forks, which makes memory boundable (RLIMIT_AS is per process), and it takes most of the kernel out of reach.

A call that is on neither list fails with ENOSYS, as on an older kernel, so that the C library takes another road (`clone3`, and
whatever comes later). What is known and forbidden fails with EPERM: `PermissionError` says to a student what the matter is.
"""

import ctypes
import errno
import os
import struct
import sys
import tempfile

SELF = 0x5E1F5E1F  # stands for the child's pid, larger than any, until the child installs the program
UNKNOWN = -1  # what libseccomp makes of a name that is newer than itself
NO_LIBRARY = "libseccomp is missing: install libseccomp2 (libseccomp on Fedora), and pip install pyseccomp"

ALLOWED = (
    # Frames on descriptor 3, its files, and what it prints.
    "read readv pread64 write writev pwrite64 lseek close close_range",
    # Pipes of its own (64 KiB each, RLIMIT_NOFILE bounds their number) and waiting for them: select, selectors, queues.
    "pipe pipe2 dup dup2 dup3 poll ppoll select pselect6 epoll_create1 epoll_ctl epoll_wait epoll_pwait",
    # Imports, and files in its own folder: everything else is mounted read-only or not at all.
    "stat lstat fstat newfstatat access faccessat faccessat2 readlink readlinkat getdents64 getcwd chdir fchdir",
    "umask",
    # Memory, within RLIMIT_AS.
    "mmap munmap mprotect mremap madvise brk",
    # Threads, within RLIMIT_NPROC: torch, ThreadPoolExecutor. They begin with `clone`, below.
    "futex set_robust_list rseq sched_yield sched_getaffinity exit exit_group restart_syscall",
    # Signals to itself (faulthandler, signal.raise_signal) and timers that send them (signal.alarm, signal.setitimer).
    "rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigtimedwait sigaltstack pause",
    "alarm setitimer getitimer",
    # The time, and waiting for it.
    "clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday time times",
    # Seeds.
    "getrandom",
    # What it is and what it has: tempfile, logging, os.cpu_count, shutil.disk_usage, glibc's qsort and the canary ask.
    "getpid getppid gettid getuid geteuid getgid getegid getgroups getpgid getpgrp getsid capget",
    "uname sysinfo statfs fstatfs getrusage getpriority",
)

# Files in its own folder, where it has one; else these are refused, since Landlock does not guard a file's mode and times.
# shutil.copy2, shutil.move and Path.touch set times, and ask for attributes that this file system has not.
CHANGES = (
    "mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2 truncate ftruncate chmod fchmod fchmodat",
    "utimensat listxattr llistxattr",
)

# From <fcntl.h>, <asm-generic/ioctls.h>, <sys/prctl.h>, <sched.h>: the same numbers on both architectures
F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC = 0, 1, 2, 3, 4, 1030
O_PATH = 0o10000000  # opens what Landlock would not let be read: a name is there, or is not
TCGETS, FIONBIO, FIONCLEX, FIOCLEX = 0x5401, 0x5421, 0x5450, 0x5451
PR_SET_NAME, PR_GET_NAME, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 15, 16, 22, 2
PR_GET_DUMPABLE, PR_GET_SECCOMP, PR_CAPBSET_READ, PR_GET_NO_NEW_PRIVS = 3, 21, 23, 39
CLONE_VM, CLONE_THREAD = 0x00000100, 0x00010000
CLONE_NEW = 0x7E020000  # every new namespace that `clone` can make: cgroup, uts, ipc, user, pid, net; and mnt

# (call, argument, what it may be). Below the least and above the greatest is EPERM, in between ENOSYS.
ALLOWED_WITH = (
    ("kill", 0, (SELF,)),  # not 0: a process group may reach beyond the namespace
    ("tgkill", 0, (SELF,)),  # abort(), signal.pthread_kill
    ("prlimit64", 0, (0, SELF)),  # how glibc does getrlimit and setrlimit
    ("sched_setaffinity", 0, (0, SELF)),
    # No owner for a descriptor (F_SETOWN with F_SETSIG kills whom kill() may not), no locks, leases, notices or larger pipes.
    ("fcntl", 1, (F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC)),
    # open() asks whether it is a terminal; os.set_blocking, os.set_inheritable.
    ("ioctl", 1, (TCGETS, FIONBIO, FIONCLEX, FIOCLEX)),
    # Torch names its threads; the canary asks what it is allowed.
    ("prctl", 0, (PR_SET_NAME, PR_GET_NAME, PR_GET_DUMPABLE, PR_GET_SECCOMP, PR_CAPBSET_READ, PR_GET_NO_NEW_PRIVS)),
)

REFUSED = (
    # Processes and programs; what `clone` starts other than threads is refused below.
    "fork vfork execve execveat",
    # Connections: nothing but descriptor 3, and on that read and write only. So no descriptor travels to the grader.
    "socket socketpair bind listen accept accept4 connect getsockname getpeername getsockopt setsockopt shutdown",
    "sendto recvfrom sendmsg recvmsg sendmmsg recvmmsg",
    # Memory beyond RLIMIT_AS, and what could be left for the next child.
    "memfd_create shmget shmat shmctl semget semop semtimedop semctl msgget msgsnd msgrcv msgctl",
    "mq_open mq_unlink mq_timedsend mq_timedreceive mq_notify mq_getsetattr add_key request_key keyctl flock",
    # Other processes.
    "ptrace process_vm_readv process_vm_writev process_madvise pidfd_open pidfd_getfd pidfd_send_signal kcmp",
    "tkill rt_sigqueueinfo rt_tgsigqueueinfo setpriority ioprio_set sched_setscheduler sched_setparam sched_setattr",
    "migrate_pages move_pages setsid setpgid",
    # Another view of the system, other rights.
    "unshare setns mount umount2 pivot_root chroot move_mount open_tree fsopen fsmount fspick mount_setattr",
    "setuid setgid setreuid setregid setresuid setresgid setfsuid setfsgid setgroups capset personality",
    "chown fchown lchown fchownat mknod mknodat setxattr lsetxattr fsetxattr getxattr lgetxattr fgetxattr",
    "name_to_handle_at open_by_handle_at sethostname setdomainname clock_settime settimeofday adjtimex clock_adjtime",
    # Wide doors into the kernel.
    "bpf perf_event_open userfaultfd io_uring_setup io_uring_enter io_uring_register io_setup seccomp",
    "landlock_create_ruleset landlock_add_rule landlock_restrict_self inotify_init inotify_init1 fanotify_init",
    "init_module finit_module delete_module kexec_load kexec_file_load reboot syslog quotactl swapon swapoff acct",
)

libc = ctypes.CDLL(None, use_errno=True)


class NoFilter(Exception):
    """The program cannot be made on this machine; the text says why, and what to do."""


def build(machine: str = os.uname().machine, changes: bool = True) -> bytes:
    """The filter as a program for the kernel of this kind of machine: 8 bytes an instruction. Raises NoFilter.

    `changes`: whether the child has a folder of its own, in which it may make and change files.
    """
    try:
        import pyseccomp as seccomp
    except (ImportError, RuntimeError, OSError, AttributeError):  # it looks for the library when imported
        raise NoFilter(NO_LIBRARY) from None
    architectures = {"x86_64": seccomp.Arch.X86_64, "aarch64": seccomp.Arch.AARCH64}
    if machine not in architectures:
        raise NoFilter(f"the filter of system calls is written for {' and '.join(architectures)}, not for {machine}")
    refusal = seccomp.ERRNO(errno.EPERM)
    try:
        rules = seccomp.SyscallFilter(seccomp.ERRNO(errno.ENOSYS))
        rules.set_attr(seccomp.Attr.ACT_BADARCH, seccomp.KILL_PROCESS)  # 32-bit calls and x32
        rules.set_attr(seccomp.Attr.CTL_OPTIMIZE, 2)  # a binary search: the kernel tries every number at `install`
        if architectures[machine] != seccomp.system_arch():
            rules.add_arch(architectures[machine])
            rules.remove_arch(seccomp.system_arch())

        def rule(action: int, call: str, *condition: int) -> None:
            number = seccomp.resolve_syscall(seccomp.Arch.NATIVE, call)
            if number != UNKNOWN:  # one of another architecture only is passed over by add_rule
                rules.add_rule(action, number, *([seccomp.Arg(*condition)] if condition else []))

        for call in " ".join(ALLOWED).split():
            rule(seccomp.ALLOW, call)
        for call in " ".join(CHANGES).split():
            rule(seccomp.ALLOW if changes else refusal, call)
        if changes:
            rule(seccomp.ALLOW, "openat")
        else:
            rule(seccomp.ALLOW, "openat", 2, seccomp.MASKED_EQ, O_PATH, 0)
            rule(refusal, "openat", 2, seccomp.MASKED_EQ, O_PATH, O_PATH)
        for call in " ".join(REFUSED).split():
            rule(refusal, call)
        for call, argument, values in ALLOWED_WITH:
            for value in values:
                rule(seccomp.ALLOW, call, argument, seccomp.EQ, value)
            rule(refusal, call, argument, seccomp.LT, min(values))
            rule(refusal, call, argument, seccomp.GT, max(values))
        thread = CLONE_VM | CLONE_THREAD
        rule(seccomp.ALLOW, "clone", 0, seccomp.MASKED_EQ, thread | CLONE_NEW, thread)
        rule(refusal, "clone", 0, seccomp.MASKED_EQ, CLONE_THREAD, 0)
        with tempfile.TemporaryFile() as file:
            rules.export_bpf(file)
            file.seek(0)
            return file.read()
    except OSError as error:
        raise NoFilter(f"libseccomp makes no filter here, it may be older than 2.5: {error}") from None


def install(program: bytes) -> None:
    """Hold this process, and every thread that it starts, to the program. PR_SET_NO_NEW_PRIVS must have been set."""
    program = program.replace(SELF.to_bytes(4, sys.byteorder), os.getpid().to_bytes(4, sys.byteorder))
    instructions = ctypes.create_string_buffer(program, len(program))
    held = struct.pack("HP", len(program) // 8, ctypes.addressof(instructions))  # struct sock_fprog
    if libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, held, 0, 0):
        code = ctypes.get_errno()
        raise OSError(code, f"the filter of system calls: {os.strerror(code)}")
