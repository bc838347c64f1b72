package io.tributary.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Picks loopback ports: the asked one or an error, the remembered one if free, else any free. */
public final class PortChoice {

  private PortChoice() {}

  /**
   * Returns the port to listen on.
   *
   * @param role for the error message: which port this is
   * @param asked the user's choice; 0 for none
   * @param remembered the port of the last start; 0 for none
   * @param taken a port that must not be returned because another listener gets it; 0 for none
   */
  public static int choose(String role, int asked, int remembered, int taken) throws IOException {
    if (asked != 0) {
      if (!isFree(asked)) {
        throw new PortTakenException(role, asked);
      }
      return asked;
    }
    if (remembered != 0 && remembered != taken && isFree(remembered)) {
      return remembered;
    }
    return anyBut(taken, PortChoice::anyFree);
  }

  /**
   * Draws a free port other than {@code taken}, which the system may hand out again as long as no
   * process listens on it.
   */
  static int anyBut(int taken, FreePort free) throws IOException {
    int port = free.draw();
    while (port == taken) {
      port = free.draw();
    }
    return port;
  }

  /** Draws a free port. */
  @FunctionalInterface
  interface FreePort {
    int draw() throws IOException;
  }

  private static int anyFree() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // Kafka's acceptor does the same: a port in TIME_WAIT after a restart counts as free.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(loopback(), port), 1);
      return true;
    } catch (IOException busy) {
      return false;
    }
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
  }
}
