package io.tributary.router.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request that is not answered: an RFC 9457 problem document with its HTTP status. */
final class Problem extends RuntimeException {
  private static final String CONTENT_TYPE = "application/problem+json";

  private final int status;
  private final String code;
  private final String hint;
  private final Optional<String> pointer;
  private final Optional<Duration> retryAfter;
  private final List<String> pinnable;

  private Problem(
      int status,
      String code,
      String detail,
      String hint,
      Optional<String> pointer,
      Optional<Duration> retryAfter,
      List<String> pinnable) {
    super(detail);
    this.status = status;
    this.code = code;
    this.hint = hint;
    this.pointer = pointer;
    this.retryAfter = retryAfter;
    this.pinnable = List.copyOf(pinnable);
  }

  /**
   * A problem with the request as a whole.
   *
   * @param code machine-readable, lower case with dashes; the last part of the problem's type
   * @param detail thing, bound and value
   * @param hint the fix, as an imperative sentence
   */
  static Problem of(int status, String code, String detail, String hint) {
    return new Problem(status, code, detail, hint, Optional.empty(), Optional.empty(), List.of());
  }

  /** 422: a value in the document, found at a JSON pointer, is not acceptable. */
  static Problem at(String pointer, String code, String detail, String hint) {
    return at(422, pointer, code, detail, hint, List.of());
  }

  /** 404: the thing at a JSON pointer is named but does not exist; these could be pinned. */
  static Problem unknown(
      String pointer, String code, String detail, String hint, List<String> pinnable) {
    return at(404, pointer, code, detail, hint, pinnable);
  }

  /** 410: the thing at a JSON pointer is not kept any more; these could be pinned. */
  static Problem gone(
      String pointer, String code, String detail, String hint, List<String> pinnable) {
    return at(410, pointer, code, detail, hint, pinnable);
  }

  private static Problem at(
      int status, String pointer, String code, String detail, String hint, List<String> pinnable) {
    return new Problem(
        status, code, detail, hint, Optional.of("#" + pointer), Optional.empty(), pinnable);
  }

  /** 503: not now; the same request may succeed later. */
  static Problem later(String code, String detail, Duration retryAfter) {
    return new Problem(
        503,
        code,
        detail,
        "Send the request again after the time in Retry-After.",
        Optional.empty(),
        Optional.of(retryAfter),
        List.of());
  }

  /** The answer. */
  Reply reply() {
    ObjectNode body = Json.object();
    body.put("type", "urn:tributary:problem:" + code);
    body.put("title", title());
    body.put("status", status);
    body.put("detail", getMessage());
    body.put("error_code", code);
    body.put("hint", hint);
    pointer.ifPresent(at -> body.put("pointer", at));
    if (!pinnable.isEmpty()) {
      pinnable.forEach(body.putArray("pinnable")::add);
    }
    Map<String, String> headers =
        retryAfter
            .map(wait -> Map.of("Retry-After", Long.toString(Math.max(1, wait.toSeconds()))))
            .orElse(Map.of());
    return new Reply(status, CONTENT_TYPE, headers, Json.bytes(body));
  }

  /** The same for all problems of a type, as RFC 9457 asks: the code in words. */
  private String title() {
    String words = code.replace('-', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
