package io.tributary.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request that is not answered: an RFC 9457 problem document with its HTTP status. */
public final class HttpProblem extends RuntimeException {
  static final String CONTENT_TYPE = "application/problem+json";

  private final int status;
  private final String code;
  private final String hint;
  private final Map<String, Object> members;
  private final Map<String, String> headers;

  private HttpProblem(
      int status,
      String code,
      String detail,
      String hint,
      Map<String, Object> members,
      Map<String, String> headers) {
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
    this.hint = hint;
    this.members = members;
    this.headers = headers;
  }

  /**
   * Returns a problem with the request as a whole.
   *
   * @param code machine-readable, lower case with dashes; the last part of the problem's type
   * @param detail thing, bound and value
   * @param hint the fix, as an imperative sentence
   */
  public static HttpProblem of(int status, String code, String detail, String hint) {
    return of(status, code, detail, hint, Map.of());
  }

  /** Returns a problem whose status needs headers of its own. */
  static HttpProblem of(
      int status, String code, String detail, String hint, Map<String, String> headers) {
    return new HttpProblem(status, code, detail, hint, Map.of(), headers);
  }

  /**
   * Returns a problem with status 422: a value in the document, found at a JSON pointer, is not
   * acceptable.
   */
  public static HttpProblem at(String pointer, String code, String detail, String hint) {
    return at(422, pointer, code, detail, hint, List.of());
  }

  /**
   * Returns a problem with status 404: the thing at a JSON pointer does not exist.
   *
   * @param pinnable names that could be used instead
   */
  public static HttpProblem unknown(
      String pointer, String code, String detail, String hint, List<String> pinnable) {
    return at(404, pointer, code, detail, hint, pinnable);
  }

  /**
   * Returns a problem with status 410: the thing at a JSON pointer is not kept any more.
   *
   * @param pinnable names that could be used instead
   */
  public static HttpProblem gone(
      String pointer, String code, String detail, String hint, List<String> pinnable) {
    return at(410, pointer, code, detail, hint, pinnable);
  }

  private static HttpProblem at(
      int status, String pointer, String code, String detail, String hint, List<String> pinnable) {
    var members = new LinkedHashMap<String, Object>();
    members.put("pointer", "#" + pointer);
    if (!pinnable.isEmpty()) {
      members.put("pinnable", List.copyOf(pinnable));
    }
    return new HttpProblem(status, code, detail, hint, members, Map.of());
  }

  /** Returns a problem with status 503: the same request may succeed later. */
  public static HttpProblem later(String code, String detail, Duration retryAfter) {
    return of(
        503,
        code,
        detail,
        "Send the request again after the time in Retry-After.",
        Map.of("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds()))));
  }

  /** Returns the problem as an HTTP reply with an RFC 9457 document. */
  public HttpReply reply() {
    var body = new LinkedHashMap<String, Object>();
    body.put("type", "urn:tributary:problem:" + code);
    body.put("title", title());
    body.put("status", status);
    body.put("detail", Optional.ofNullable(getMessage()).orElse(""));
    body.put("error_code", code);
    body.put("hint", hint);
    body.putAll(members);
    return new HttpReply(status, CONTENT_TYPE, headers, HttpReply.bytes(body));
  }

  /**
   * Returns the title, which is the same for all problems of a type, as RFC 9457 requires: the code
   * in words.
   */
  private String title() {
    String words = code.replace('-', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
