// An HTTP exchange through the system's libcurl, which is loaded when the first one is made: a start of the
// program that syncs nothing pays nothing for it, and no header or library of curl is needed to build.
//
// In C because curl_easy_setopt is variadic, which Swift cannot call, and because its callbacks are plain C.
#ifndef CCURL_H
#define CCURL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A connection that is kept open between exchanges. Not for two threads at once.
typedef struct ccurl_session ccurl_session;

typedef struct {
  const char *method;
  const char *url;
  /// Whole lines, without line ends.
  const char *const *headers;
  size_t header_count;
  /// NULL where nothing is sent.
  const uint8_t *body;
  size_t body_length;
  /// An answer above this is broken off.
  int64_t byte_limit;
  long connect_milliseconds;
  /// An exchange in which less than a byte a second moves for so long is broken off.
  long stall_seconds;
  long total_milliseconds;
  /// Asked about once a second and at every portion.
  bool (*is_cancelled)(void *context);
  void *context;
} ccurl_request;

typedef enum {
  ccurl_done,
  ccurl_no_library,
  ccurl_no_host,
  ccurl_no_connection,
  ccurl_timeout,
  ccurl_cut,
  ccurl_certificate,
  ccurl_too_large,
  ccurl_cancelled,
  ccurl_no_memory,
  ccurl_other,
} ccurl_outcome;

typedef struct {
  long status;
  /// The header lines of the last answer, as they came.
  char *head;
  size_t head_length;
  uint8_t *body;
  size_t body_length;
  /// The library's own words where the exchange failed.
  char problem[256];
} ccurl_response;

/// NULL where libcurl is not there, or there is no memory.
///
/// `library` is tried alone where it is not NULL.
ccurl_session *ccurl_open(const char *library);
void ccurl_close(ccurl_session *session);

/// Makes one exchange, following no redirects. `response` is to be freed whatever the outcome is.
ccurl_outcome ccurl_exchange(
    ccurl_session *session, const ccurl_request *request, ccurl_response *response);
void ccurl_free(ccurl_response *response);

#endif
