package io.tributary.http;

import static io.tributary.http.OpenConnections.Reason.CROWDED_OUT;
import static io.tributary.http.OpenConnections.Reason.SILENT;
import static io.tributary.http.OpenConnections.Reason.TOO_SLOW;

import io.tributary.http.OpenConnections.Departure;
import io.tributary.http.OpenConnections.Reason;
import io.tributary.schemas.log.LogKeys;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.WritePendingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the connections that {@link OpenConnections} selects. A connection that has begun to send
 * a request gets the reason as its answer: nothing else has been written to it by then.
 */
final class ConnectionLimiter implements Connection.Listener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionLimiter.class);
  private static final long LONGEST_PAUSE_MILLIS = 500;

  private final OpenConnections<Connection> connections;
  private final Timer clock;
  private final Map<Reason, byte[]> farewells;

  ConnectionLimiter(PortSettings settings, long mostBodyBytes) {
    connections = new OpenConnections<>(settings, mostBodyBytes, System::nanoTime);
    farewells =
        Map.of(TOO_SLOW, farewell(tooSlow(settings)), CROWDED_OUT, farewell(crowdedOut(settings)));
    clock = new Timer("http-deadlines", true);
    long pause = Math.min(LONGEST_PAUSE_MILLIS, Math.max(1, settings.headWithin().toMillis() / 4));
    clock.schedule(
        new TimerTask() {
          @Override
          public void run() {
            dismissOverdue();
          }
        },
        pause,
        pause);
  }

  private static HttpProblem tooSlow(PortSettings settings) {
    return HttpProblem.of(
        408,
        "request-too-slow",
        "a request's head must come within %d s, its body within %d s and at %d bytes/s or more"
            .formatted(
                settings.headWithin().toSeconds(),
                settings.bodyWithin().toSeconds(),
                settings.leastBytesPerSecond()),
        "Send the request faster, or split it.");
  }

  private static HttpProblem crowdedOut(PortSettings settings) {
    return HttpProblem.later(
        "too-many-connections",
        "at most %d connections may be open, %d of one address; this one waited longest"
            .formatted(settings.connections(), settings.connectionsPerAddress()),
        Duration.ofSeconds(1));
  }

  private static byte[] farewell(HttpProblem problem) {
    HttpReply reply = problem.reply();
    var head = new StringBuilder();
    head.append("HTTP/1.1 ").append(reply.status()).append(" \r\n");
    head.append("Content-Type: ").append(reply.contentType()).append("\r\n");
    reply.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Content-Length: ").append(reply.body().length).append("\r\n");
    head.append("Connection: close\r\n\r\n");
    head.append(new String(reply.body(), StandardCharsets.UTF_8));
    return head.toString().getBytes(StandardCharsets.UTF_8);
  }

  int connections() {
    return connections.size();
  }

  @Override
  public void onOpened(Connection connection) {
    connections.opened(connection, address(connection)).forEach(this::dismiss);
  }

  @Override
  public void onClosed(Connection connection) {
    connections.closed(connection);
  }

  private static String address(Connection connection) {
    SocketAddress remote = connection.getEndPoint().getRemoteSocketAddress();
    return remote instanceof InetSocketAddress inet && inet.getAddress() != null
        ? inet.getAddress().getHostAddress()
        : String.valueOf(remote);
  }

  boolean body(Connection connection) {
    return connections.body(connection);
  }

  /** Returns false if the connection was closed, or must be closed now. */
  boolean received(Connection connection, int bytes) {
    var departure = connections.received(connection, bytes);
    departure.ifPresent(this::dismiss);
    return departure.map(gone -> gone.connection() != connection).orElse(true);
  }

  boolean work(Connection connection) {
    return connections.work(connection);
  }

  boolean answer(Connection connection, long bytes) {
    return connections.answer(connection, bytes);
  }

  void answered(Connection connection) {
    connections.answered(connection, connection.getBytesIn());
  }

  boolean awaitRest(Duration atMost) throws InterruptedException {
    return connections.awaitRest(atMost);
  }

  /** An exception here must not stop the timer of all deadlines. */
  private void dismissOverdue() {
    try {
      connections.overdue(Connection::getBytesIn).forEach(this::dismiss);
    } catch (RuntimeException | Error e) {
      LOG.atError().setCause(e).log("deadlines of connections were not looked at");
    }
  }

  private void dismiss(Departure<Connection> departure) {
    EndPoint caller = departure.connection().getEndPoint();
    LOG.atDebug()
        .addKeyValue(LogKeys.CALLER, caller)
        .addKeyValue(LogKeys.REASON, departure.reason())
        .log("connection closed");
    if (departure.reason() == SILENT || caller.isOutputShutdown()) {
      caller.close();
      return;
    }
    try {
      Callback close = Callback.from(caller::close, failure -> caller.close());
      caller.write(close, ByteBuffer.wrap(farewells.get(departure.reason())));
    } catch (WritePendingException e) {
      // The library may have refused its request at this very moment.
      caller.close();
    }
  }

  @Override
  public void close() {
    clock.cancel();
  }
}
