#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

// What is needed of libcurl's interface, which has kept these numbers since 2000: they are part of its ABI.
enum {
  opt_writedata = 10001,
  opt_url = 10002,
  opt_errorbuffer = 10010,
  opt_postfields = 10015,
  opt_low_speed_limit = 19,
  opt_low_speed_time = 20,
  opt_httpheader = 10023,
  opt_headerdata = 10029,
  opt_customrequest = 10036,
  opt_noprogress = 43,
  opt_followlocation = 52,
  opt_xferinfodata = 10057,
  opt_ssl_verifypeer = 64,
  opt_ssl_verifyhost = 81,
  opt_nosignal = 99,
  opt_timeout_ms = 155,
  opt_connecttimeout_ms = 156,
  opt_http_content_decoding = 158,
  opt_protocols = 181,
  opt_writefunction = 20011,
  opt_headerfunction = 20079,
  opt_xferinfofunction = 20219,
  opt_maxfilesize_large = 30117,
  opt_postfieldsize_large = 30120,
  info_response_code = 0x200002,
  global_all = 3,
  protocols_http_and_https = 3,
};

typedef struct {
  int (*global_init)(long);
  void *(*init)(void);
  int (*setopt)(void *, int, ...);
  int (*perform)(void *);
  int (*getinfo)(void *, int, ...);
  void (*reset)(void *);
  void (*cleanup)(void *);
  void *(*append)(void *, const char *);
  void (*free_all)(void *);
} library;

struct ccurl_session {
  library curl;
  void *handle;
};

// curl_global_init may not run twice at once in the libraries of older systems.
static pthread_mutex_t loading = PTHREAD_MUTEX_INITIALIZER;

static void *open_library(const char *name) {
  if (name != NULL) return dlopen(name, RTLD_NOW | RTLD_LOCAL);
#ifdef __APPLE__
  static const char *const names[] = {"/usr/lib/libcurl.4.dylib", "libcurl.4.dylib"};
#else
  // Debian and its children also have builds with other TLS libraries, under names of their own.
  static const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.so"};
#endif
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    void *found = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    if (found != NULL) return found;
  }
  return NULL;
}

static bool find(void *opened, const char *name, void *function) {
  void *symbol = dlsym(opened, name);
  memcpy(function, &symbol, sizeof symbol);
  return symbol != NULL;
}

static bool load(const char *name, library *curl) {
  void *opened = open_library(name);
  return opened != NULL && find(opened, "curl_global_init", &curl->global_init)
      && find(opened, "curl_easy_init", &curl->init)
      && find(opened, "curl_easy_setopt", &curl->setopt)
      && find(opened, "curl_easy_perform", &curl->perform)
      && find(opened, "curl_easy_getinfo", &curl->getinfo)
      && find(opened, "curl_easy_reset", &curl->reset)
      && find(opened, "curl_easy_cleanup", &curl->cleanup)
      && find(opened, "curl_slist_append", &curl->append)
      && find(opened, "curl_slist_free_all", &curl->free_all)
      && curl->global_init(global_all) == 0;
}

ccurl_session *ccurl_open(const char *name) {
  ccurl_session *session = calloc(1, sizeof *session);
  if (session == NULL) return NULL;
  pthread_mutex_lock(&loading);
  bool loaded = load(name, &session->curl);
  pthread_mutex_unlock(&loading);
  if (loaded) session->handle = session->curl.init();
  if (session->handle == NULL) {
    free(session);
    return NULL;
  }
  return session;
}

void ccurl_close(ccurl_session *session) {
  session->curl.cleanup(session->handle);
  free(session);
}

typedef struct {
  const ccurl_request *request;
  ccurl_response *response;
  size_t capacity;
  bool too_large, no_memory;
} exchange;

static size_t take_body(const char *data, size_t size, size_t count, void *context) {
  exchange *now = context;
  ccurl_response *response = now->response;
  size_t length = size * count, wanted = response->body_length + length;
  if ((int64_t)wanted > now->request->byte_limit) {
    now->too_large = true;
    return 0;
  }
  if (wanted > now->capacity) {
    size_t capacity = wanted < 4096 ? 4096 : wanted + wanted / 2;
    uint8_t *grown = realloc(response->body, capacity);
    if (grown == NULL) {
      now->no_memory = true;
      return 0;
    }
    response->body = grown;
    now->capacity = capacity;
  }
  memcpy(response->body + response->body_length, data, length);
  response->body_length = wanted;
  return length;
}

static size_t take_head(const char *data, size_t size, size_t count, void *context) {
  exchange *now = context;
  ccurl_response *response = now->response;
  size_t length = size * count;
  // A status line begins a new answer: what came before was of an interim one (100 Continue).
  if (length > 5 && strncasecmp(data, "HTTP/", 5) == 0) response->head_length = 0;
  char *grown = realloc(response->head, response->head_length + length + 1);
  if (grown == NULL) {
    now->no_memory = true;
    return 0;
  }
  response->head = grown;
  memcpy(response->head + response->head_length, data, length);
  response->head_length += length;
  return length;
}

static int look(void *context, int64_t a, int64_t b, int64_t c, int64_t d) {
  const exchange *now = context;
  return now->request->is_cancelled(now->request->context) ? 1 : 0;
}

static ccurl_outcome outcome(int code, const exchange *now) {
  if (now->no_memory) return ccurl_no_memory;
  if (now->too_large) return ccurl_too_large;
  switch (code) {
  case 0: return ccurl_done;
  case 5:
  case 6: return ccurl_no_host;
  case 7: return ccurl_no_connection;
  case 16:
  case 18:
  case 52:
  case 55:
  case 56:
  case 92:
  case 95: return ccurl_cut;
  case 27: return ccurl_no_memory;
  case 28: return ccurl_timeout;
  case 51:
  case 60:
  case 77:
  case 83:
  case 90:
  case 91: return ccurl_certificate;
  case 42: return ccurl_cancelled;
  case 63: return ccurl_too_large;
  default: return ccurl_other;
  }
}

static void set_options(ccurl_session *session, exchange *now, void *headers) {
  const ccurl_request *request = now->request;
  int (*set)(void *, int, ...) = session->curl.setopt;
  void *handle = session->handle;
  set(handle, opt_url, request->url);
  set(handle, opt_customrequest, request->method);
  set(handle, opt_httpheader, headers);
  set(handle, opt_protocols, (long)protocols_http_and_https);
  set(handle, opt_followlocation, 0L);
  // The defaults, said once more: nothing in the surroundings may loosen them.
  set(handle, opt_ssl_verifypeer, 1L);
  set(handle, opt_ssl_verifyhost, 2L);
  set(handle, opt_http_content_decoding, 0L);
  set(handle, opt_nosignal, 1L);
  set(handle, opt_connecttimeout_ms, request->connect_milliseconds);
  set(handle, opt_timeout_ms, request->total_milliseconds);
  set(handle, opt_low_speed_limit, 1L);
  set(handle, opt_low_speed_time, request->stall_seconds);
  set(handle, opt_maxfilesize_large, request->byte_limit);
  set(handle, opt_writefunction, take_body);
  set(handle, opt_writedata, now);
  set(handle, opt_headerfunction, take_head);
  set(handle, opt_headerdata, now);
  set(handle, opt_noprogress, 0L);
  set(handle, opt_xferinfofunction, look);
  set(handle, opt_xferinfodata, now);
  set(handle, opt_errorbuffer, now->response->problem);
  if (request->body != NULL) {
    set(handle, opt_postfieldsize_large, (int64_t)request->body_length);
    set(handle, opt_postfields, request->body);
  }
}

ccurl_outcome ccurl_exchange(
    ccurl_session *session, const ccurl_request *request, ccurl_response *response) {
  memset(response, 0, sizeof *response);
  void *headers = NULL;
  for (size_t i = 0; i < request->header_count; i++) {
    void *longer = session->curl.append(headers, request->headers[i]);
    if (longer == NULL) {
      session->curl.free_all(headers);
      return ccurl_no_memory;
    }
    headers = longer;
  }
  exchange now = {.request = request, .response = response};
  // Keeps the connection, and forgets the options and pointers of the exchange before.
  session->curl.reset(session->handle);
  set_options(session, &now, headers);
  int code = session->curl.perform(session->handle);
  session->curl.getinfo(session->handle, info_response_code, &response->status);
  session->curl.reset(session->handle);
  session->curl.free_all(headers);
  return outcome(code, &now);
}

void ccurl_free(ccurl_response *response) {
  free(response->head);
  free(response->body);
  response->head = NULL;
  response->body = NULL;
}
