// Tells the thread sanitizer about the steps of Swift's `Mutex` that it cannot see.
//
// `Mutex` takes a free lock, and gives one back for which nobody waits, by an atomic operation in the code that uses it:
// the sanitizer sees both. Where somebody waits, the Synchronization library and the kernel pass the lock on, and neither
// is instrumented: what the one before did looks unordered, and a contended lock would be reported as a race. This library
// is loaded before that one, calls it, and says what it does: the lock is released, the lock is acquired. It hides nothing.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *handle

// Mangled names of `_MutexHandle`'s methods.
#define LOCK_SLOW "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRY_LOCK_SLOW "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK_SLOW "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

extern void __tsan_acquire(void *address) __attribute__((weak));
extern void __tsan_release(void *address) __attribute__((weak));

static SWIFT void (*real_lock)(uint32_t self_id, SELF);
static SWIFT bool (*real_try_lock)(SELF);
static SWIFT void (*real_unlock)(SELF);

__attribute__((constructor)) static void find(void) {
    *(void **)&real_lock = dlsym(RTLD_NEXT, LOCK_SLOW);
    *(void **)&real_try_lock = dlsym(RTLD_NEXT, TRY_LOCK_SLOW);
    *(void **)&real_unlock = dlsym(RTLD_NEXT, UNLOCK_SLOW);
}

SWIFT void lock_slow(uint32_t self_id, SELF) __asm__(LOCK_SLOW);
SWIFT void lock_slow(uint32_t self_id, SELF) {
    real_lock(self_id, handle);
    if (__tsan_acquire) __tsan_acquire(handle);
}

SWIFT bool try_lock_slow(SELF) __asm__(TRY_LOCK_SLOW);
SWIFT bool try_lock_slow(SELF) {
    bool is_locked = real_try_lock(handle);
    if (is_locked && __tsan_acquire) __tsan_acquire(handle);
    return is_locked;
}

SWIFT void unlock_slow(SELF) __asm__(UNLOCK_SLOW);
SWIFT void unlock_slow(SELF) {
    if (__tsan_release) __tsan_release(handle);
    real_unlock(handle);
}
