package io.tributary.infra.crash.fault;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the parent's side of the gate: it receives the child's steps and lets it go on, or not.
 */
public final class GateServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GateServer.class);
  private static final byte[] GO = "go\n".getBytes(StandardCharsets.UTF_8);

  private final ServerSocket server;
  private final Keeper keeper;

  /** Decides about every step of the child. Called on one thread for each of its lives. */
  interface Keeper {
    /** Decides about a step of the child; false if it must never go on. */
    boolean mayPass(String point);
  }

  private GateServer(ServerSocket server, Keeper keeper) {
    this.server = server;
    this.keeper = keeper;
  }

  public static GateServer open(Keeper keeper) throws IOException {
    var gate = new GateServer(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), keeper);
    daemon("gate", gate::accept);
    return gate;
  }

  public int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket child = server.accept();
        child.setTcpNoDelay(true);
        daemon("gate-" + child.getPort(), () -> listen(child));
      }
    } catch (IOException e) {
      if (!server.isClosed()) {
        LOG.atError().setCause(e).log("the gate broke: no child can pass it");
      }
    }
  }

  private void listen(Socket child) {
    try (child;
        var lines =
            new BufferedReader(
                new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      for (String point = lines.readLine(); point != null; point = lines.readLine()) {
        if (!keeper.mayPass(point)) {
          return;
        }
        child.getOutputStream().write(GO);
      }
    } catch (IOException e) {
      // A killed child's connection breaks, in whatever way.
      LOG.atDebug().setCause(e).log("a child left the gate");
    }
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
