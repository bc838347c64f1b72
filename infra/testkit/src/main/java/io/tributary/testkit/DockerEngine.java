package io.tributary.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Asks a Docker engine on a unix socket two cheap questions, each answered within the timeout. */
record DockerEngine(String host, Duration timeout) implements BrokerChoice.Engine {

  private static final String UNIX = "unix://";
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  /** Returns the engine of {@code DOCKER_HOST}, or the one at the usual socket. */
  static DockerEngine fromEnvironment(Map<String, String> environment) {
    return new DockerEngine(
        environment.getOrDefault("DOCKER_HOST", UNIX + "/var/run/docker.sock"), TIMEOUT);
  }

  @Override
  public Optional<String> obstacle(String image) {
    if (!host.startsWith(UNIX)) {
      return Optional.of("DOCKER_HOST is not a unix socket: " + host);
    }
    Path socket = Path.of(host.substring(UNIX.length()));
    if (!Files.exists(socket)) {
      return Optional.of("no container engine at " + host);
    }
    try {
      int ping = status(socket, "/_ping");
      if (ping != 200) {
        return Optional.of("the engine at %s answers its ping with %d".formatted(host, ping));
      }
      return status(socket, "/images/" + image + "/json") == 200
          ? Optional.empty()
          : Optional.of("the engine at %s has no image %s".formatted(host, image));
    } catch (IOException e) {
      return Optional.of("the engine at %s does not answer: %s".formatted(host, e.getMessage()));
    }
  }

  private int status(Path socket, String path) throws IOException {
    String request = "GET " + path + " HTTP/1.0\r\nHost: docker\r\n\r\n";
    try (Selector selector = Selector.open();
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
      return statusOf(firstLine(channel, selector));
    }
  }

  private String firstLine(SocketChannel channel, Selector selector) throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(256);
    while (true) {
      long leftMillis = (deadline - System.nanoTime()) / 1_000_000;
      if (leftMillis <= 0 || selector.select(leftMillis) == 0) {
        throw new IOException("no answer within " + timeout.toMillis() + " ms");
      }
      selector.selectedKeys().clear();
      int read = channel.read(buffer.clear());
      line.write(buffer.array(), 0, Math.max(read, 0));
      String text = line.toString(StandardCharsets.US_ASCII);
      if (read < 0 || text.indexOf('\n') >= 0) {
        return text.lines().findFirst().orElse("");
      }
    }
  }

  private static int statusOf(String line) throws IOException {
    String[] words = line.split(" ", -1);
    if (words.length < 2 || !words[0].startsWith("HTTP/") || !words[1].matches("\\d{3}")) {
      throw new IOException("not HTTP: '" + line + "'");
    }
    return Integer.parseInt(words[1]);
  }
}
