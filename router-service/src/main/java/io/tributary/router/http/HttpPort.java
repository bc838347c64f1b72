package io.tributary.router.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinException;
import io.tributary.router.infer.InferenceBusy;
import io.tributary.schemas.settings.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open HTTP port with some endpoints. The only class that knows the HTTP library. */
final class HttpPort implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpPort.class);
  private static final long DRAIN_MILLIS = 10_000;
  private static final long IDLE_MILLIS_WHEN_CLOSING = 50;

  private final Javalin server;
  private final Address address;
  private final String url;

  /**
   * Where to listen.
   *
   * @param host name or address of an interface
   * @param port 0 picks a free one
   * @param flag the command line's name for the port, for messages
   * @param threads that answer at the same time, >= 4
   */
  record Address(String host, int port, String flag, int threads) {}

  /**
   * Opens the port.
   *
   * @throws Failure if it cannot be listened on
   */
  HttpPort(Address address, int largestBodyBytes, List<Endpoint> endpoints) {
    this.address = address;
    this.server = Javalin.create(config -> configure(config, largestBodyBytes, endpoints));
    try {
      server.start(address.host(), address.port());
      closeIdleConnectionsSoon();
    } catch (RuntimeException e) {
      server.stop();
      throw unusable(e);
    }
    String host = address.host().contains(":") ? "[" + address.host() + "]" : address.host();
    this.url = "http://" + host + ":" + server.port();
  }

  /** The base URL, also when a free port was picked. */
  String url() {
    return url;
  }

  /** Or a caller that keeps its connection open would hold up the stop for a second. */
  private void closeIdleConnectionsSoon() {
    for (Connector connector : server.jettyServer().server().getConnectors()) {
      if (connector instanceof AbstractConnector idling) {
        idling.setShutdownIdleTimeout(IDLE_MILLIS_WHEN_CLOSING);
      }
    }
  }

  private void configure(JavalinConfig config, int largestBodyBytes, List<Endpoint> endpoints) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    // Bodies are bounded where they are read, whether or not they announce their length.
    config.http.maxRequestSize = Long.MAX_VALUE;
    config.http.prefer405over404 = true;
    config.jetty.threadPool =
        new QueuedThreadPool(address.threads(), Math.min(4, address.threads()));
    config.jetty.modifyServer(jetty -> jetty.setStopTimeout(DRAIN_MILLIS));
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    for (Endpoint endpoint : endpoints) {
      if (endpoint.method() == Endpoint.Method.GET) {
        config.routes.get(
            endpoint.path(), context -> send(context, endpoint.operation().answer(new byte[0])));
      } else {
        config.routes.post(
            endpoint.path(),
            context ->
                send(context, endpoint.operation().answer(jsonBody(context, largestBodyBytes))));
      }
    }
    config.routes.exception(Problem.class, (problem, context) -> send(context, problem.reply()));
    config.routes.exception(
        InferenceBusy.class,
        (e, context) ->
            send(context, Problem.later("busy", e.getMessage(), e.retryAfter()).reply()));
    config.routes.exception(
        HttpResponseException.class, (e, context) -> send(context, ofLibrary(e, context).reply()));
    config.routes.exception(
        Exception.class,
        (e, context) -> {
          LOG.error("request failed method={} path={}", context.method(), context.path(), e);
          send(context, bug().reply());
        });
  }

  private static void send(Context context, Reply reply) {
    reply.headers().forEach(context::header);
    context.status(reply.status()).contentType(reply.contentType()).result(reply.body());
  }

  private static byte[] jsonBody(Context context, int largest) {
    String type = context.contentType();
    if (type == null || !mediaType(type).equals("application/json")) {
      throw Problem.of(
          415,
          "unsupported-media-type",
          "content type must be application/json, was " + type,
          "Send the header Content-Type: application/json.");
    }
    try (InputStream body = context.bodyInputStream()) {
      byte[] bytes = body.readNBytes(largest + 1);
      if (bytes.length > largest) {
        throw Problem.of(
            413,
            "content-too-large",
            "request body must be at most " + largest + " bytes, was larger",
            "Split the request.");
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("request body could not be read", e);
    }
  }

  private static String mediaType(String contentType) {
    return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /** What the library refuses before an endpoint is asked. */
  private static Problem ofLibrary(HttpResponseException e, Context context) {
    if (e.getStatus() == 404) {
      return Problem.of(
          404,
          "unknown-path",
          "there is nothing at " + context.path(),
          "See GET /openapi.json on the data port for what there is.");
    }
    if (e.getStatus() == 405) {
      return Problem.of(
          405,
          "method-not-allowed",
          context.path() + " does not answer " + context.method(),
          "See GET /openapi.json on the data port for its method.");
    }
    return Problem.of(
        e.getStatus(),
        "refused",
        "the request was refused: " + e.getMessage(),
        "Mend the request.");
  }

  private static Problem bug() {
    return Problem.of(
        500,
        "internal-error",
        "the router failed on this request",
        "Report it as a bug, with the router's log of this moment.");
  }

  private Failure unusable(RuntimeException e) {
    String where = address.host() + ":" + address.port();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return new Failure(
            Failure.Kind.CONFIGURATION,
            "PORT_UNUSABLE",
            address.flag()
                + " must be a free port, but "
                + where
                + " is taken: "
                + cause.getMessage(),
            "Stop the program that listens there, or choose another port; 0 picks a free one.",
            e);
      }
    }
    return new Failure(
        Failure.Kind.CONFIGURATION,
        "PORT_UNUSABLE",
        "cannot listen on " + where + ": " + e.getMessage(),
        "Choose a host name or address of this machine with --host.",
        e);
  }

  /** Lets running requests finish for some seconds, then closes the port. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (JavalinException e) {
      LOG.warn("requests were cut off url={} after={} ms", url, DRAIN_MILLIS, e);
    }
  }
}
