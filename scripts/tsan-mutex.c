// Tells the thread sanitizer about the one step of Swift's `Mutex` that it cannot see.
//
// `Mutex` takes a free lock, and gives one back, by an atomic operation in the code that uses it: the sanitizer sees both.
// Who has to wait is let in by the Synchronization library, which is not instrumented; so what the one before did looks
// unordered, and every contended lock would be reported as a race. This library is loaded before that one, calls it, and
// says afterwards what has happened: the lock was acquired. It hides nothing else.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

extern void __tsan_acquire(void *address) __attribute__((weak));

typedef __attribute__((swiftcall)) void (*slow_lock)(uint32_t self_id, __attribute__((swift_context)) void *handle);

// `_MutexHandle._lockSlow(_:)`, as its mangled name has it.
__attribute__((swiftcall)) void lock_slow(uint32_t self_id, __attribute__((swift_context)) void *handle)
    __asm__("$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF");

__attribute__((swiftcall)) void lock_slow(uint32_t self_id, __attribute__((swift_context)) void *handle) {
    static slow_lock real;
    slow_lock found = __atomic_load_n(&real, __ATOMIC_RELAXED);
    if (!found) {
        found = (slow_lock)dlsym(RTLD_NEXT, "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF");
        __atomic_store_n(&real, found, __ATOMIC_RELAXED);
    }
    found(self_id, handle);
    if (__tsan_acquire) __tsan_acquire(handle);
}
