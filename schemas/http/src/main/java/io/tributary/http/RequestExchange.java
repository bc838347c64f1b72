package io.tributary.http;

import io.tributary.schemas.log.LogKeys;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes one request and its answer. The library's threads only move bytes and never wait;
 * operations run on the port's own threads, once their request is complete.
 */
final class RequestExchange {
  private static final Logger LOG = LoggerFactory.getLogger(RequestExchange.class);

  private final Port port;
  private final Request request;
  private final Response response;
  private final Callback callback;
  private final Connection connection;
  private final String method;
  private final String path;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  /** The parts that all exchanges of a port share. */
  record Port(
      EndpointRoutes routes,
      AllowedHosts hosts,
      ConnectionLimiter limiter,
      HttpWorkerPool workers) {}

  RequestExchange(Port port, Request request, Response response, Callback callback) {
    this.port = port;
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.connection = request.getConnectionMetaData().getConnection();
    this.method = request.getMethod();
    this.path = Optional.ofNullable(request.getHttpURI().getCanonicalPath()).orElse("");
  }

  /** Reads the body, if the endpoint takes one; answers as soon as the request is whole. */
  void begin() {
    boolean takesBody =
        port.routes().find(method, path).filter(e -> e.method().takesBody()).isPresent();
    if (!takesBody) {
      work(() -> answerTo(new byte[0]));
    } else if (!port.limiter().body(connection)) {
      abandon();
    } else if (request.getLength() > port.routes().largestBodyBytes()) {
      send(port.routes().tooLarge().reply());
    } else {
      read();
    }
  }

  private void read() {
    while (true) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this::read);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        incomplete(chunk.getFailure());
        return;
      }
      boolean last = chunk.isLast();
      boolean mayGoOn = take(chunk);
      if (!mayGoOn) {
        return;
      }
      if (last) {
        work(() -> answerTo(body.toByteArray()));
        return;
      }
    }
  }

  /** Returns false if the exchange ended here. */
  private boolean take(Content.Chunk chunk) {
    int bytes = chunk.remaining();
    try {
      ByteBuffer buffer = chunk.getByteBuffer();
      byte[] part = new byte[bytes];
      buffer.get(part);
      body.writeBytes(part);
    } finally {
      chunk.release();
    }
    if (!port.limiter().received(connection, bytes)) {
      abandon();
      return false;
    }
    if (body.size() > port.routes().largestBodyBytes()) {
      send(port.routes().tooLarge().reply());
      return false;
    }
    return true;
  }

  /**
   * Ends an incomplete request without a line in the operator's log, because that is the caller's
   * fault.
   */
  private void incomplete(Throwable cause) {
    LOG.atDebug()
        .setCause(cause)
        .addKeyValue(LogKeys.PATH, path)
        .log("request body was not read to its end");
    callback.failed(new Refused(incompleteBody()));
  }

  static HttpProblem incompleteBody() {
    return HttpProblem.of(
        400,
        "incomplete-body",
        "request body must be as long as its headers say, and in well-formed chunks; it ended"
            + " before that",
        "Send the whole body.");
  }

  private void work(Supplier<HttpReply> answer) {
    if (!port.limiter().work(connection)) {
      abandon();
      return;
    }
    try {
      port.workers().execute(() -> send(answer.get()));
    } catch (RejectedExecutionException e) {
      send(port.workers().busy().reply());
    }
  }

  private HttpReply answerTo(byte[] whole) {
    try {
      port.hosts().check(host());
      Endpoint endpoint = port.routes().required(method, path);
      if (endpoint.method().takesBody()) {
        EndpointRoutes.requireJson(
            header(HttpHeader.CONTENT_TYPE), header(HttpHeader.CONTENT_ENCODING));
      }
      return endpoint.operation().answer(endpoint.nameIn(path).orElse(""), whole);
    } catch (HttpProblem problem) {
      return problem.reply();
    } catch (Exception | Error e) {
      // Whatever it is, the caller is answered and the thread lives on.
      LOG.atError()
          .setCause(e)
          .addKeyValue(LogKeys.METHOD, method)
          .addKeyValue(LogKeys.PATH, path)
          .log("request failed");
      return internalError().reply();
    }
  }

  static HttpProblem internalError() {
    return HttpProblem.of(
        500,
        "internal-error",
        "the server failed on this request",
        "Report it as a bug, with the server's log of this moment.");
  }

  private String host() {
    return Optional.ofNullable(request.getHttpURI().getHost()).orElse("");
  }

  private String header(HttpHeader name) {
    return request.getHeaders().get(name);
  }

  private void send(HttpReply reply) {
    if (!port.limiter().answer(connection, reply.body().length)) {
      abandon();
      return;
    }
    response.setStatus(reply.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.contentType());
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.body().length);
    reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    Callback taken =
        Callback.from(
            () -> {
              port.limiter().answered(connection);
              callback.succeeded();
            },
            failure -> {
              LOG.atDebug()
                  .setCause(failure)
                  .addKeyValue(LogKeys.PATH, path)
                  .log("answer was not taken");
              abandon();
            });
    response.write(true, ByteBuffer.wrap(reply.body()), taken);
  }

  /** Ends an exchange whose connection is closed, or about to be, so that no answer can be sent. */
  private void abandon() {
    callback.failed(new Refused(incompleteBody()));
  }

  /** Passes the answer to the library's error handler, without a line in the log. */
  static final class Refused extends RuntimeException implements QuietException {
    private final transient HttpProblem problem;

    Refused(HttpProblem problem) {
      super(problem.getMessage(), null, false, false);
      this.problem = problem;
    }

    HttpProblem problem() {
      return problem;
    }
  }
}
