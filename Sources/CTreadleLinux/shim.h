#pragma once
// The Glibc overlay leaves out sys/epoll.h and sys/eventfd.h.
#include <sys/epoll.h>
#include <sys/eventfd.h>
