package io.tributary.http;

import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers with problem documents what the HTTP library refuses before an exchange begins. */
final class LibraryRefusals implements Request.Handler {
  /** The codes by status; every other status of 400 and more has "refused". */
  private static final Map<Integer, String> CODES =
      Map.of(
          400, "malformed-request",
          413, "content-too-large",
          414, "uri-too-long",
          417, "expectation-failed",
          426, "upgrade-required",
          431, "header-fields-too-large",
          501, "not-implemented",
          505, "http-version-not-supported");

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    HttpReply reply = problem(request, response).reply();
    response.setStatus(reply.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.contentType());
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.body().length);
    reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    response.write(true, ByteBuffer.wrap(reply.body()), callback);
    return true;
  }

  private static HttpProblem problem(Request request, Response response) {
    Object cause = request.getAttribute(ErrorHandler.ERROR_EXCEPTION);
    if (cause instanceof RequestExchange.Refused refused) {
      return refused.problem();
    }
    int status = response.getStatus();
    if (cause instanceof HttpException refusal && status >= 400 && status != 500) {
      return HttpProblem.of(
          status,
          CODES.getOrDefault(status, "refused"),
          "the request was refused: " + refusal.getReason(),
          "Send a well-formed HTTP/1.1 request with a short line and short headers.");
    }
    return RequestExchange.internalError();
  }
}
