package io.tributary.infra.crash.gate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;

/** The connection to the parent: one line reports the step, one line permits to go on. */
final class StepBarrier {
  private static final ConcurrentHashMap<Integer, StepBarrier> OPEN = new ConcurrentHashMap<>();

  private final OutputStream out;
  private final BufferedReader in;

  private StepBarrier(int port) {
    try {
      // The socket lives as long as the process.
      var socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      out = socket.getOutputStream();
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("nobody answers at crash.gate.port " + port, e);
    }
  }

  /** Returns the gate to the parent on a loopback port, the same for all callers. */
  static StepBarrier at(int port) {
    return OPEN.computeIfAbsent(port, StepBarrier::new);
  }

  /**
   * Returns when the parent permits to go on; never, if it kills the process. One thread at a time.
   */
  synchronized void pass(String point) {
    try {
      out.write((point + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
      if (in.readLine() == null) {
        throw new IOException("the parent closed the gate");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot ask at the gate whether to go on at " + point, e);
    }
  }
}
