package io.tributary.http;

import io.tributary.schemas.log.LogKeys;
import io.tributary.schemas.settings.Failure;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open HTTP port that serves some endpoints. */
public final class HttpPort implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpPort.class);
  private static final Duration DRAIN = Duration.ofSeconds(10);
  private static final int BACKLOG = 128;
  private static final int LIBRARY_THREADS = 8;

  /** The number of bodies of the largest size that may be in memory at the same time. */
  private static final long LARGEST_BODIES = 16;

  private final ConnectionLimiter limiter;
  private final HttpWorkerPool workers;
  private final Server server;
  private final ServerConnector connector;
  private final String url;

  /**
   * The address to listen on, and the flags that set it.
   *
   * @param host name or address of an interface
   * @param port 0 picks a free one
   * @param portFlag the command line's name for the port, for messages
   * @param hostFlag the command line's name for the host
   */
  public record Address(String host, int port, String portFlag, String hostFlag) {}

  /**
   * The load that the port processes at the same time.
   *
   * @param threads operations that run, >= 1; four times as many may wait
   * @param largestBodyBytes of one request, >= 0
   */
  public record Capacity(int threads, int largestBodyBytes) {}

  /**
   * Opens the port and accepts requests from then on.
   *
   * @throws Failure PORT_UNUSABLE if it cannot be listened on
   */
  public HttpPort(
      Address address, Capacity capacity, PortSettings settings, List<Endpoint> endpoints) {
    limiter = new ConnectionLimiter(settings, LARGEST_BODIES * capacity.largestBodyBytes());
    workers = new HttpWorkerPool(capacity.threads());
    server = new Server(libraryThreads());
    connector = connector(address);
    server.addConnector(connector);
    server.setErrorHandler(new LibraryRefusals());
    var port =
        new RequestExchange.Port(
            new EndpointRoutes(endpoints, capacity.largestBodyBytes()),
            new AllowedHosts(
                isLoopback(address) || !settings.allowedHosts().isEmpty(), settings.allowedHosts()),
            limiter,
            workers);
    server.setHandler(new Front(port));
    try {
      server.start();
    } catch (Exception e) {
      stop();
      throw unusable(address, e);
    }
    String host = address.host().contains(":") ? "[" + address.host() + "]" : address.host();
    url = "http://" + host + ":" + connector.getLocalPort();
  }

  private static QueuedThreadPool libraryThreads() {
    var threads = new QueuedThreadPool(LIBRARY_THREADS, 2);
    threads.setName("http");
    threads.setDaemon(true);
    return threads;
  }

  private ServerConnector connector(Address address) {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    var opened = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    opened.setHost(address.host());
    opened.setPort(address.port());
    opened.setAcceptQueueSize(BACKLOG);
    // The limiter bounds every part of an exchange; an operation may take its time.
    opened.setIdleTimeout(0);
    opened.addBean(limiter);
    return opened;
  }

  private static boolean isLoopback(Address address) {
    try {
      return InetAddress.getByName(address.host()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      // The attempt to listen will report the failure.
      return true;
    }
  }

  private static final class Front extends Handler.Abstract.NonBlocking {
    private final RequestExchange.Port port;

    Front(RequestExchange.Port port) {
      this.port = port;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      new RequestExchange(port, request, response, callback).begin();
      return true;
    }
  }

  /** Returns the base URL, with the real number of the port. */
  public String url() {
    return url;
  }

  private static Failure unusable(Address address, Exception e) {
    var own = OwnAddresses.now();
    Optional<String> elsewhere = own.whyNotBindable(address.hostFlag(), address.host());
    if (elsewhere.isPresent()) {
      return new Failure(
          Failure.Kind.CONFIGURATION,
          "PORT_UNUSABLE",
          elsewhere.get(),
          "This machine has "
              + own.text()
              + "; take one of them, 127.0.0.1 for this machine only, or 0.0.0.0 for all of"
              + " them.",
          e);
    }
    String where = address.host() + ":" + address.port();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException && cause.getMessage().contains("in use")) {
        return new Failure(
            Failure.Kind.CONFIGURATION,
            "PORT_UNUSABLE",
            address.portFlag()
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
        "Choose another port with "
            + address.portFlag()
            + ", or another address of this machine with "
            + address.hostFlag()
            + ".",
        e);
  }

  /** Returns the number of open connections. */
  int connections() {
    return limiter.connections();
  }

  /** Accepts no more connections, lets running requests finish for some seconds, then closes. */
  @Override
  public void close() {
    connector.close();
    try {
      if (!limiter.awaitRest(DRAIN)) {
        LOG.atWarn()
            .addKeyValue(LogKeys.URL, url)
            .addKeyValue(LogKeys.SECONDS, DRAIN.toSeconds())
            .log("requests were cut off");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stop();
  }

  private void stop() {
    limiter.close();
    workers.close();
    try {
      server.stop();
    } catch (Exception e) {
      LOG.atWarn().setCause(e).addKeyValue(LogKeys.URL, url).log("port did not close in order");
    }
  }
}
