#pragma once
// The Glibc overlay leaves out sys/epoll.h and sys/eventfd.h.
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/socket.h>

/// `epoll_data_t` is a union, which Swift reaches only through computed accessors on packed storage; the bits go through
/// here.
static inline uint64_t ctreadle_linux_epoll_data(const struct epoll_event *event) { return event->data.u64; }

/// The other way round; see above.
static inline struct epoll_event ctreadle_linux_epoll_event(uint32_t events, uint64_t data) {
    struct epoll_event event;
    event.events = events;
    event.data.u64 = data;
    return event;
}

/// `prctl` is variadic. Names the calling thread (15 bytes at most), for debuggers and `top -H`.
static inline void ctreadle_linux_name_thread(const char *name) { prctl(PR_SET_NAME, name, 0, 0, 0); }

/// What the kernel has counted on a TCP connection.
struct ctreadle_linux_tcp_counts {
    /// Bytes the peer has acknowledged, bytes it has sent to us, and bytes of ours it has not acknowledged or we could
    /// not send yet.
    uint64_t acknowledged, received, outstanding;
};

/// glibc's `struct tcp_info` ends before the byte counters, and linux/tcp.h cannot be included beside it: the kernel's
/// fixed offsets are read here (include/uapi/linux/tcp.h; fields are only ever added at the end). 0 when it worked.
static inline int ctreadle_linux_tcp_counts(int fd, struct ctreadle_linux_tcp_counts *counts) {
    unsigned char info[160];
    socklen_t length = sizeof info;
    uint32_t unacknowledged, unsent;
    memset(info, 0, sizeof info);
    if (getsockopt(fd, 6 /* IPPROTO_TCP */, 11 /* TCP_INFO */, info, &length) != 0) return -1;
    memcpy(&unacknowledged, info + 24, 4); // tcpi_unacked, in segments
    memcpy(&counts->acknowledged, info + 120, 8); // tcpi_bytes_acked
    memcpy(&counts->received, info + 128, 8); // tcpi_bytes_received
    memcpy(&unsent, info + 144, 4); // tcpi_notsent_bytes
    counts->outstanding = (uint64_t)unacknowledged + unsent;
    return length >= 148 ? 0 : -1;
}
