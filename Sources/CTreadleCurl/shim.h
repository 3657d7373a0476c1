#pragma once
#include <curl/curl.h>

/* `curl_easy_setopt`, `curl_easy_getinfo` and `curl_multi_setopt` are variadic, and Swift cannot call variadic C
 * functions: one stand-in per kind of argument. The names stand in parentheses because curl.h also defines macros of
 * those names, which check types that a stand-in no longer knows. */

static inline CURLcode ctreadle_curl_set_long(CURL *handle, CURLoption option, long value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode ctreadle_curl_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode ctreadle_curl_set_string(CURL *handle, CURLoption option, const char *value) {
    return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode ctreadle_curl_set_pointer(CURL *handle, CURLoption option, const void *value) {
    return (curl_easy_setopt)(handle, option, value);
}

/* Callbacks are pointers to functions, which ISO C keeps apart from pointers to data: one stand-in per signature. */

typedef size_t (*ctreadle_curl_transfer_callback)(char *, size_t, size_t, void *);

static inline CURLcode ctreadle_curl_set_transfer_callback(
    CURL *handle, CURLoption option, ctreadle_curl_transfer_callback callback) {
    return (curl_easy_setopt)(handle, option, callback);
}

static inline CURLcode ctreadle_curl_set_seek_callback(CURL *handle, curl_seek_callback callback) {
    return (curl_easy_setopt)(handle, CURLOPT_SEEKFUNCTION, callback);
}

static inline CURLcode ctreadle_curl_set_prereq_callback(CURL *handle, curl_prereq_callback callback) {
    return (curl_easy_setopt)(handle, CURLOPT_PREREQFUNCTION, callback);
}

static inline CURLcode ctreadle_curl_get_offset(CURL *handle, CURLINFO info, curl_off_t *value) {
    return (curl_easy_getinfo)(handle, info, value);
}

static inline CURLcode ctreadle_curl_get_long(CURL *handle, CURLINFO info, long *value) {
    return (curl_easy_getinfo)(handle, info, value);
}

static inline CURLcode ctreadle_curl_get_pointer(CURL *handle, CURLINFO info, void **value) {
    return (curl_easy_getinfo)(handle, info, value);
}

static inline CURLMcode ctreadle_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return (curl_multi_setopt)(multi, option, value);
}

/* The result of a finished transfer is a member of a union; `NULL` when no further one is finished. */
static inline CURL *ctreadle_curl_multi_next_done(CURLM *multi, CURLcode *result) {
    int left;
    CURLMsg *message;
    while ((message = curl_multi_info_read(multi, &left))) {
        if (message->msg == CURLMSG_DONE) {
            *result = message->data.result;
            return message->easy_handle;
        }
    }
    return NULL;
}
