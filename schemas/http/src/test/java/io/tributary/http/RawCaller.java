package io.tributary.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A caller that says what it is told to, as slowly as it is told to. */
final class RawCaller implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;

  /** Connects to the port of a base URL. */
  RawCaller(String url) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(url).getPort());
      socket.setSoTimeout(PATIENCE_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a text as it is; lines end with CR LF. */
  RawCaller send(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends nothing more. */
  RawCaller end() {
    try {
      socket.shutdownOutput();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that the server sends until it closes the connection, in whatever way. */
  String untilClosed() {
    var answer = new StringBuilder();
    byte[] buffer = new byte[8192];
    try {
      for (int n; (n = socket.getInputStream().read(buffer)) >= 0; ) {
        answer.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
      }
    } catch (SocketException e) {
      answer.append("");
    } catch (IOException e) {
      throw new UncheckedIOException("the server did not close within " + PATIENCE_MILLIS, e);
    }
    return answer.toString();
  }

  /** Whether something came that was not read yet. */
  boolean hasAnswer() {
    try {
      return socket.getInputStream().available() > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads up to and with a text. */
  String until(String end) {
    var answer = new StringBuilder();
    try {
      while (answer.indexOf(end) < 0) {
        int next = socket.getInputStream().read();
        if (next < 0) {
          throw new IOException("closed after: " + answer);
        }
        answer.append((char) next);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answer.toString();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
